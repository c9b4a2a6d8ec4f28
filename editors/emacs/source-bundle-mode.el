;;; source-bundle-mode.el --- Bundles of news articles, with variorum  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT OR Apache-2.0
;; Version: 0.1.0
;; Package-Requires: ((emacs "29.1"))
;; Keywords: languages, text

;;; Commentary:

;; A source bundle is one text file with many articles, each between two marker lines:
;;
;;     <<<FILE: "wire.txt" date="2031-03-04" source="Quay Notes">>>
;;     The evening ferry sailed an hour late.
;;     <<<END FILE>>>
;;
;; This mode colours the markers of every dialect, and in the text quotations, figures and times; it knows the articles as
;; headings (`outline-minor-mode'), as an index (`imenu'), and as what `beginning-of-defun' moves over.  With Eglot the language
;; server variorum finds what does not fit between the articles:
;;
;;     (add-hook 'source-bundle-mode-hook #'eglot-ensure)

;;; Code:

(require 'outline)
(require 'rx)
(eval-when-compile (require 'subr-x))

(defvar eglot-server-programs)

(defgroup source-bundle nil
  "Bundles of news articles."
  :group 'text
  :prefix "source-bundle-")

(defcustom source-bundle-server-command '("variorum" "lsp")
  "Program of the language server, with its arguments."
  :type '(repeat string))

(defface source-bundle-article-name '((t :inherit font-lock-function-name-face :weight bold))
  "Name of an article.")

(defface source-bundle-quotation '((t :inherit font-lock-string-face))
  "Words in quotation marks.")

(defface source-bundle-figure '((t :inherit (font-lock-number-face font-lock-constant-face)))
  "Figures, dates and times.")

;;;; Markers

(rx-define source-bundle--begin (seq (group (** 3 5 "<")) (* blank)))
(rx-define source-bundle--end (seq (group (** 3 5 ">")) (* blank) eol))
(rx-define source-bundle--joint (? (any " _-")))

(defconst source-bundle--close
  (rx bol source-bundle--begin
      (group (or (seq "/" (* blank) "FILE") (seq "END" source-bundle--joint "FILE") (seq "FILE" source-bundle--joint "END")))
      (? (or ":" blank) (group (*? nonl)))
      (group (** 2 5 ">")) (* blank) eol)
  "A line that closes an article: brackets, keyword, name or nonce, brackets.")

(defconst source-bundle--bare-close
  (rx bol source-bundle--begin (group (or "END" "EOF")) (* blank) source-bundle--end)
  "A line that closes an article in the files that are seen to use it.")

(defconst source-bundle--open
  (rx bol source-bundle--begin
      (group (or (seq "BEGIN" source-bundle--joint "FILE") (seq "FILE" source-bundle--joint (or "START" "BEGIN")) "FILE"))
      (? (or ":" blank) (group (* nonl) (not (any ">\n"))))
      source-bundle--end)
  "A line that opens an article, or closes it: see `source-bundle--at-open-p'.")

(defconst source-bundle--attribute
  (rx (group (any "A-Za-z") (* (any "A-Za-z0-9_.-"))) (* blank) "=" (* blank)
      (or (seq ?\" (group (* (or (not (any "\"\\\n")) (seq "\\" nonl)))) ?\")
          (seq "'" (group (* (not (any "'\n")))) "'")
          (group (not (any " \t\n\"'")) (* (not (any " \t\n>"))))))
  "An attribute: key, and its value in whichever of three groups.")

(defconst source-bundle--near
  (rx bol (or (seq (** 3 5 "<") (* blank) (or "FIL" "FLIE" "FIEL" "IFLE" "FILEE" "FFILE" "FIILE" "FILLE" "ILE" "FLE" "FIE")
                   (? blank) ":" (* nonl) (** 2 5 ">") (* blank) eol)
              (seq (** 3 5 "<") (* blank) "END" source-bundle--joint (or "FIL" "FLIE" "FIEL" "FILEE" "ILE" "FLE" "FIE")
                   (** 2 5 ">") (* blank) eol)
              (seq (** 3 5 "<") (* blank) (or "END FILE" "END_FILE" "ENDFILE" "/FILE") ">" (* blank) eol)
              (seq (+ blank) "<<<" (or "FILE:" "END FILE>" "END_FILE>" "ENDFILE>" "/FILE>") (* nonl) ">>" (* blank) eol)))
  "A line that is nearly a marker, and so is read as text.")

(defconst source-bundle--escaped
  (rx bol (group "\\") (* "\\") (** 3 5 "<") (* blank)
      (or "/FILE" "FILE" (seq (or "BEGIN" "END") source-bundle--joint "FILE") "END" "EOF")
      (not (any "A-Za-z0-9_")))
  "A body line that would be a marker but for the backslash.")

(defun source-bundle--at-open-p ()
  "Whether the line at point opens an article; set the match data."
  (let ((case-fold-search t))
    (and (not (looking-at source-bundle--close))
         (looking-at source-bundle--open))))

(defun source-bundle--name ()
  "Name of the article whose open marker was just matched, as it is written."
  (let ((arguments (string-trim (or (match-string-no-properties 3) ""))))
    (cond ((string-match (rx bos ?\" (group (* (or (not (any "\"\\")) (seq "\\" nonl)))) ?\") arguments)
           (match-string 1 arguments))
          ((let ((case-fold-search t))
             (string-match (rx (or bos blank) (or "path" "name" "file" "filename") (* blank) "=" (* blank)
                               (or (seq ?\" (group (* (not (any "\"")))) ?\") (seq "'" (group (* (not (any "'")))) "'")
                                   (group (+ (not (any " \t"))))))
                           arguments))
           (or (match-string 1 arguments) (match-string 2 arguments) (match-string 3 arguments)))
          ((string-match (rx bos (group (+ (not (any " \t=")))) (+ blank) (+ (any "A-Za-z0-9_.-")) (* blank) "=") arguments)
           (match-string 1 arguments))
          ((string-empty-p arguments) "(nameless)")
          (t arguments))))

;;;; Colours

(defun source-bundle--match-open (limit)
  "Search for an open marker up to LIMIT, for `font-lock-keywords'."
  (let (found)
    (while (and (not found) (re-search-forward source-bundle--open limit t))
      (save-excursion
        (goto-char (match-beginning 0))
        (setq found (source-bundle--at-open-p))))
    found))

(defun source-bundle--arguments-end ()
  "Go to the arguments of the marker just matched; where they end."
  (when (match-beginning 3)
    (goto-char (match-beginning 3)))
  (or (match-end 3) (point)))

(defun source-bundle--match-bare-name (limit)
  "Match a name that is no string and no attribute, between point and LIMIT."
  (let ((case-fold-search t))
    (when (and (< (point) limit)
               (looking-at (rx (* blank) (group (not (any "\"\s\t\n")))))
               (not (looking-at (rx (* blank) (+ (any "A-Za-z0-9_.-")) (* blank) "="))))
      (let ((start (match-beginning 1)) (end limit))
        (when (looking-at (rx (* blank) (+ (not (any " \t\n"))) (group (+ blank)) (group (+ (any "A-Za-z0-9_.-"))) (* blank) "="))
          (setq end (match-beginning 1)))
        ;; Before the attribute that holds the name stands a nonce.
        (unless (and (< end limit) (string-match-p (rx bos (or "path" "name" "file" "filename") eos) (match-string 2)))
          (goto-char limit)
          (set-match-data (list start end))
          t)))))

(defconst source-bundle-font-lock-keywords
  `((,source-bundle--close
     (1 'font-lock-bracket-face) (2 'font-lock-keyword-face) (3 'source-bundle-article-name nil t) (4 'font-lock-bracket-face))
    (,source-bundle--bare-close
     (1 'font-lock-bracket-face) (2 'font-lock-keyword-face) (3 'font-lock-bracket-face))
    (source-bundle--match-open
     (1 'font-lock-bracket-face) (2 'font-lock-keyword-face) (4 'font-lock-bracket-face)
     ;; A name in quotes.
     (,(rx point (* blank) ?\" (group (* (or (not (any "\"\\\n")) (seq "\\" nonl)))) ?\")
      (source-bundle--arguments-end) nil (1 'source-bundle-article-name))
     ;; A nonce stands before the attributes.
     (,(rx point (* blank) (group (+ (not (any " \t\n=\":")))) (+ blank) (or "path" "name" "file" "filename") (* blank) "=")
      (source-bundle--arguments-end) nil (1 'font-lock-constant-face))
     (source-bundle--match-bare-name
      (source-bundle--arguments-end) nil (0 'source-bundle-article-name))
     (,(rx symbol-start (group (or "path" "name" "file" "filename")) (* blank) "=" (* blank) (? (any "\"'"))
           (group (+ (not (any "\"'\n>")))))
      (source-bundle--arguments-end) nil (1 'font-lock-variable-name-face) (2 'source-bundle-article-name))
     (,source-bundle--attribute
      (source-bundle--arguments-end) nil
      (1 'font-lock-variable-name-face) (2 'font-lock-string-face keep t) (3 'font-lock-string-face keep t)
      (4 'font-lock-string-face keep t)))
    (,source-bundle--escaped (1 'font-lock-escape-face))
    (,source-bundle--near (0 'font-lock-warning-face))
    (,(rx (or (seq "“" (*? (not (any "“”\n"))) (or "”" eol)) (seq "„" (* (not (any "“”\n"))) (any "“”"))
              (seq "«" (* (not (any "«»\n"))) "»") (seq "「" (* (not (any "「」\n"))) "」")))
     (0 'source-bundle-quotation))
    (,(rx (or bol (any " \t([—–")) (group ?\" (not (any " \t\n\"")) (* (not (any "\"\n"))) ?\"))
     (1 'source-bundle-quotation))
    (,(rx symbol-start (** 1 2 digit) (or ":" ".") digit digit (? (* blank) (any "ap") (? ".") "m" word-end)) (0 'source-bundle-figure))
    (,(rx (? (any "$€£¥")) symbol-start (+ digit) (* (any ",.") (+ digit)) (? (any "%‰")) symbol-end) (0 'source-bundle-figure)))
  "What `source-bundle-mode' colours.")

;;;; Articles

(defun source-bundle--search-open (&optional bound move backward looking-at)
  "Search for an open marker, for `outline-search-function'.
BOUND, MOVE, BACKWARD and LOOKING-AT are as that variable has them."
  (if looking-at
      (and (bolp) (source-bundle--at-open-p))
    (let ((case-fold-search t) found)
      (unless (or backward (bolp)) (end-of-line))
      (while (and (not found)
                  (if backward
                      (re-search-backward source-bundle--open bound (if move 'move t))
                    (re-search-forward source-bundle--open bound (if move 'move t))))
        (setq found (save-excursion (goto-char (match-beginning 0)) (source-bundle--at-open-p))))
      (when found
        (goto-char (if backward (match-beginning 0) (match-end 0))))
      found)))

(defun source-bundle--beginning-of-article (&optional count)
  "Move to the open marker before point, COUNT times.
Forward where COUNT is negative."
  (let ((count (or count 1)) (found t))
    (while (and found (/= count 0))
      (if (> count 0)
          (setq found (source-bundle--search-open nil 'move 'backward) count (1- count))
        (when (source-bundle--search-open nil nil nil 'looking-at) (end-of-line))
        (setq found (source-bundle--search-open nil 'move) count (1+ count))
        (when found (forward-line 0))))
    found))

(defun source-bundle--end-of-article ()
  "Move behind the article at point, or to where the next one opens."
  (let ((case-fold-search t) (next (save-excursion (end-of-line) (and (source-bundle--search-open) (match-beginning 0)))))
    (unless (re-search-forward source-bundle--close next 'move)
      (goto-char (or next (point-max))))
    (forward-line 1)))

(defun source-bundle--index ()
  "The articles by name, for `imenu'."
  (let (index)
    (save-excursion
      (goto-char (point-min))
      (while (source-bundle--search-open)
        (push (cons (source-bundle--name) (match-beginning 0)) index)))
    (nreverse index)))

;;;; The mode

;;;###autoload
(define-derived-mode source-bundle-mode text-mode "Bundle"
  "Major mode for source bundles: many articles in one text file."
  :group 'source-bundle
  (setq-local font-lock-defaults '(source-bundle-font-lock-keywords t t)
              outline-search-function #'source-bundle--search-open
              outline-level (lambda () 1)
              imenu-create-index-function #'source-bundle--index
              beginning-of-defun-function #'source-bundle--beginning-of-article
              end-of-defun-function #'source-bundle--end-of-article
              paragraph-start (rx (* blank) (or eol "\f" (** 3 5 "<")))
              paragraph-separate (rx (* blank) (or eol "\f" (seq (** 3 5 "<") (* nonl) (** 2 5 ">") (* blank) eol)))
              ;; The body of an article is kept byte for byte.
              require-final-newline nil))

;;;###autoload
(add-to-list 'auto-mode-alist (cons (rx "." (or "srcbundle" (seq "bundle" (? ".txt"))) eos) 'source-bundle-mode))

;; What `git bundle' writes has the same extension.
;;;###autoload
(add-to-list 'magic-mode-alist (cons (rx bos "# v" (any "23") " git bundle" eol) 'fundamental-mode))

;; Any text whose first line is an open marker. Emacs minds the case here, and bundles do not.
;;;###autoload
(add-to-list 'magic-mode-alist
             (cons (rx bos (? "\ufeff") (** 3 5 "<") (* blank)
                       (? (regexp "[Bb][Ee][Gg][Ii][Nn]") (? (any " _-"))) (regexp "[Ff][Ii][Ll][Ee]")
                       (? (any " _-") (regexp "\\(?:[Ss][Tt][Aa][Rr][Tt]\\|[Bb][Ee][Gg][Ii][Nn]\\)"))
                       (? (any ": \t") (* nonl)) ">>>" (* blank) eol)
                   'source-bundle-mode))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               (cons 'source-bundle-mode (lambda (&rest _) source-bundle-server-command))))

(provide 'source-bundle-mode)
;;; source-bundle-mode.el ends here
