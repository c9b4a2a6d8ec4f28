;;; emacs.el --- A session in Emacs, as editors/emacs/README.md has it set up  -*- lexical-binding: t; -*-

;; tests/editors/emacs starts it, with the page's init file in an empty home and an example as $BUNDLE.

(require 'flymake)
(require 'imenu)
(require 'xref)

(defun check (what value)
  "Fail unless VALUE; WHAT says what it means."
  (princ (format "%s %s\n" (if value "ok  " "FAIL") what))
  (unless value (kill-emacs 1)))

(defun wait-for (what predicate)
  "Wait until PREDICATE holds; WHAT says what it means."
  (let ((end (+ (float-time) 60)))
    (while (and (not (funcall predicate)) (< (float-time) end))
      (accept-process-output nil 0.05))
    (check what (funcall predicate))))

(defun messages ()
  "What Flymake shows, each with its line and the text that it underlines."
  (mapcar (lambda (diagnostic)
            (list (line-number-at-pos (flymake-diagnostic-beg diagnostic))
                  (buffer-substring-no-properties (flymake-diagnostic-beg diagnostic) (flymake-diagnostic-end diagnostic))
                  (flymake-diagnostic-text diagnostic)))
          (flymake-diagnostics)))

(defun face-of (text)
  "The face of the first TEXT in the buffer."
  (save-excursion
    (goto-char (point-min))
    (search-forward text)
    ;; `font-lock-ensure' does nothing in batch mode.
    (save-match-data
      (font-lock-set-defaults)
      (font-lock-fontify-region (point-min) (point-max)))
    (let ((face (get-text-property (match-beginning 0) 'face)))
      (if (consp face) (car face) face))))

(defun go-to-definition (text article)
  "Type `M-.' on TEXT in ARTICLE; the line that it leads to."
  (goto-char (point-min))
  (search-forward (format "<<<FILE: \"%s\"" article))
  (search-forward text)
  (goto-char (+ 2 (match-beginning 0)))
  (call-interactively (key-binding (kbd "M-.")))
  (line-number-at-pos))

;; The mode, by itself.

(find-file (getenv "BUNDLE"))
(check "a bundle is known by its name" (eq major-mode 'source-bundle-mode))
(check "keywords are coloured" (eq (face-of "FILE") 'font-lock-keyword-face))
(check "names are coloured" (eq (face-of "001-coastwire.txt") 'source-bundle-article-name))
(check "attributes are coloured" (eq (face-of "date=") 'font-lock-variable-name-face))
(check "their values are coloured" (eq (face-of "2024-11-12T13") 'font-lock-string-face))
(check "quotations are coloured" (eq (face-of "The driver saw") 'source-bundle-quotation))
(check "figures are coloured" (eq (face-of "34 passengers") 'source-bundle-figure))
(check "close markers are coloured" (eq (face-of "END FILE") 'font-lock-keyword-face))
(check "the articles are an index"
       (equal (mapcar #'car (funcall imenu-create-index-function))
              '("001-coastwire.txt" "002-lantern.txt" "003-ostvik-herald.txt" "004-radio-skerrin.txt" "005-kelder-courier.txt")))
(goto-char (point-min))
(forward-line 19)
(beginning-of-defun)
(check "C-M-a goes to the start of the article" (looking-at-p "<<<FILE: \"002-lantern.txt\""))
(end-of-defun)
(check "C-M-e goes behind its end" (looking-at-p "<<<FILE: \"003-ostvik-herald.txt\""))
(outline-minor-mode)
(outline-hide-body)
(check "folding leaves the markers" (= 5 (let ((shown 0))
                                            (save-excursion
                                              (goto-char (point-min))
                                              (while (not (eobp))
                                                (unless (invisible-p (point)) (setq shown (1+ shown)))
                                                (forward-line 1)))
                                            shown)))
(outline-show-all)

(with-temp-buffer
  (insert "<<<BEGIN FILE: late ferry.txt>>>\nText.\n<<<FILE END>>>\n<<<FILE 7c2e91 path='a.txt' lang=en>>>\n\\<<<END FILE>>>\n"
          "<<<FLIE: b.txt>>>\n<<<END FILE 7c2e91>>>\n<<<FILE b.txt lang=de>>>\n<<<FILE>>>\n")
  (source-bundle-mode)
  (check "other dialects are an index too"
         (equal (mapcar #'car (funcall imenu-create-index-function)) '("late ferry.txt" "a.txt" "b.txt" "(nameless)")))
  (check "bare names are coloured" (eq (face-of "late ferry.txt") 'source-bundle-article-name))
  (check "a nonce is coloured" (eq (face-of "7c2e91") 'font-lock-constant-face))
  (check "a name in an attribute is coloured" (eq (face-of "a.txt") 'source-bundle-article-name))
  (check "a name before attributes is coloured" (eq (face-of "b.txt lang") 'source-bundle-article-name))
  (check "an unquoted value is coloured" (eq (face-of "de>>>") 'font-lock-string-face))
  (check "an escape is coloured" (eq (face-of "\\<<<") 'font-lock-escape-face))
  (check "a near-marker is coloured" (eq (face-of "<<<FLIE") 'font-lock-warning-face)))

(dolist (case '(("plain.txt" "<<<FILE: a.txt>>>\n" source-bundle-mode)
                ("begin.txt" "\ufeff<<<BEGIN FILE>>>\nText.\n" source-bundle-mode)
                ("mixed.txt" "<<<File: a>>>\n" source-bundle-mode)
                ("mixed-begin.txt" "<<<Begin File: a>>>\n" source-bundle-mode)
                ("mixed-start.txt" "<<<fILE Start>>>\n" source-bundle-mode)
                ("filed.txt" "<<<Filed: a>>>\n" text-mode)
                ("plain.bundle.txt" "" source-bundle-mode)
                ("plain.srcbundle" "" source-bundle-mode)
                ("git.bundle" "# v2 git bundle\n" fundamental-mode)
                ("here.txt" "<<<FILE\n" text-mode)))
  (let ((path (expand-file-name (car case) temporary-file-directory))
        (eglot-ensure-hook source-bundle-mode-hook))
    (write-region (nth 1 case) nil path)
    (setq source-bundle-mode-hook nil)
    (with-current-buffer (find-file-noselect path)
      (check (format "%s is opened in %s" (car case) (nth 2 case)) (eq major-mode (nth 2 case)))
      (kill-buffer))
    (setq source-bundle-mode-hook eglot-ensure-hook)))

;; With the server. `eglot-ensure' waits for the next command, which batch mode has none of.

(switch-to-buffer (find-buffer-visiting (getenv "BUNDLE")))
(run-hooks 'post-command-hook)
(wait-for "the server attaches" #'eglot-managed-p)
(flymake-start)
(wait-for "findings are shown" (lambda () (> (length (flymake-diagnostics)) 3)))
(check "the quotation that never closes is one"
       (seq-some (lambda (m) (and (= (nth 0 m) 40) (equal (nth 1 m) "“") (string-search "never closed" (nth 2 m)))) (messages)))
(check "the figures in conflict are one"
       (seq-some (lambda (m) (and (= (nth 0 m) 55) (string-search "21" (nth 1 m)))) (messages)))
(check "M-. leads from a quote to its fullest form" (= 34 (go-to-definition "We will not reopen" "005-kelder-courier.txt")))
(check "M-. leads from a surname to its introduction" (= 34 (go-to-definition "Solvane, who won" "003-ostvik-herald.txt")))
(check "to the very name" (looking-at-p "Ingrid Solvane"))
(check "M-, leads back" (progn (xref-go-back) (= 44 (line-number-at-pos))))

(defvar hover nil)
(goto-char (point-min))
(search-forward "until every bolt has been looked at")
(eglot-hover-eldoc-function (lambda (text &rest _) (setq hover text)))
(wait-for "what the other sources have is told" (lambda () (and hover (string-search "radio-skerrin" hover))))

;; The page's settings.

(load (getenv "SETTINGS") nil t)
(eglot-signal-didChangeConfiguration (eglot-current-server))
(wait-for "settings reach the server" (lambda () (seq-some (lambda (m) (string-search "more" (nth 2 m))) (messages))))
(check "and hold" (<= (length (messages)) 4))

(eglot-shutdown (eglot-current-server))
(princ (format "Emacs %s: all of it holds\n" emacs-version))
