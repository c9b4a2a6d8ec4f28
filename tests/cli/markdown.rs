//! `unpack --to markdown` and back: a folder of pages, attributes as front matter.

use super::Folder;
use super::exchange::BUNDLE;

#[test]
fn a_folder_of_markdown_keeps_all() {
    let bundle = BUNDLE.to_owned()
        + "<<<FILE: \"c.txt\" date=\"2031-03-04T17:30\" publisher=\"Quay Notes\" my_key=\"1\" link=\"/ferry/\" \
           title=\" Late \" desk=\"\" allow=\"V001\">>>\nText.\n<<<END FILE>>>\n"
        + "<<<FILE: \"d.md\" lang=\"en\" desk=\"coast\" eol=\"none\">>>\n---\nNo: fields\n---\n<<<END FILE>>>\n";
    let folder = Folder::with(&[("x.bundle", &bundle)]);
    folder
        .run("unpack x.bundle --to markdown -o pages")
        .status(0)
        .says("unpacked: 4 files into `pages`\n");
    let page =
        "---\nname: \"a.txt\"\ndate: \"2031-03-04\"\ntitle: \"Late\"\n---\n\nThe ferry was late.\n";
    let files = folder.files("pages");
    assert_eq!(files[0], ("a.md".to_owned(), page.as_bytes().to_vec()));
    folder
        .run("pack --from markdown pages")
        .status(0)
        .says("warning: pages/c.md:1: `allow` is taken over: it keeps findings on this page from being reported\n")
        .prints(&bundle);
    let said = "error: `pages/a.md` exists: give --force to replace it\n";
    let again = folder
        .run("unpack x.bundle --to markdown -o pages")
        .status(2);
    assert!(again.err.starts_with(said), "{}", again.err);
}

#[test]
fn a_page_whose_name_fits_its_file_may_allow_but_not_unseen() {
    let page = |name: &str| format!("---\nname: {name}\nallow: all\n---\n\nText.\n");
    let folder = Folder::with(&[
        ("evil.md", page("evil.md")),
        ("up.md", page("a/b/up.txt")),
        ("x.md", page("y.md")),
    ]);
    let taken = "`allow` is taken over: it keeps findings on this page from being reported";
    folder
        .run("pack --from auto evil.md up.md x.md")
        .status(0)
        .says(&format!(
            "warning: evil.md:1: {taken}\nwarning: up.md:1: {taken}\n\
             warning: x.md:1: these fields are left out, being no attributes or given twice: `name`\n\
             warning: x.md:1: `allow` is left out: it would keep findings on this page from being reported\n"
        ))
        .prints(
            "<<<FILE: \"evil.md\" allow=\"all\">>>\nText.\n<<<END FILE>>>\n\
             <<<FILE: \"a/b/up.txt\" allow=\"all\">>>\nText.\n<<<END FILE>>>\n\
             <<<FILE: x.md>>>\nText.\n<<<END FILE>>>\n",
        );
}

#[test]
fn attributes_that_pages_cannot_hold_are_told_of() {
    let bundle =
        "<<<FILE: \"a.txt\" file=\"x\" desk=\"coast\" desk=\"harbour\">>>\nText.\n<<<END FILE>>>\n";
    let folder = Folder::with(&[("x.bundle", bundle)]);
    folder.run("unpack x.bundle --to markdown -o pages").status(0).says(
        "warning: `a.txt`: its attribute `file` is left out, since front matter has that word for something else\n\
         warning: `a.txt`: its attribute `desk` is given twice, and written once\n\
         unpacked: 1 file into `pages`\n",
    );
    folder
        .run("pack --from markdown pages")
        .status(0)
        .prints("<<<FILE: \"a.txt\" desk=\"coast\">>>\nText.\n<<<END FILE>>>\n");
}

#[test]
fn pages_keep_their_names_wherever_their_folder_stands() {
    let folder = Folder::with(&[("x.bundle", BUNDLE)]);
    folder
        .run("unpack x.bundle --to markdown -o all/pages")
        .status(0);
    let page = |name: &str, rest: &str| format!("<<<FILE: \"{name}\" {rest}>>>");
    let late = "date=\"2031-03-04\" title=\"Late\"";
    for packed in ["all", "all/pages", "all/pages/a.md all/pages/b/c.md"] {
        folder
            .run(&format!("pack --from markdown {packed}"))
            .status(0)
            .says("")
            .prints(BUNDLE);
    }
    folder
        .run("pack --from markdown all/pages/b")
        .status(0)
        .says("")
        .prints(
            "<<<FILE: \"b/c.txt\" source=\"Quay Notes\">>>\nNobody complained.\n<<<END FILE>>>\n",
        );
    // Two folders of pages of the same names: those of the files tell them apart.
    folder
        .run("unpack x.bundle --to markdown -o all/again")
        .status(0);
    let both = folder.run("pack --from markdown all").status(0);
    let names: Vec<&str> = both
        .out
        .lines()
        .filter(|line| line.starts_with("<<<FILE"))
        .collect();
    assert_eq!(
        names,
        [
            page("again/a.md", late),
            page("again/b/c.md", "source=\"Quay Notes\""),
            page("pages/a.md", late),
            page("pages/b/c.md", "source=\"Quay Notes\""),
        ]
    );
    assert!(
        both.err.starts_with(
            "warning: all/again/a.md: `a.txt` is the name of more than one article; this one is named `again/a.md` in the \
             bundle\n"
        ),
        "{}",
        both.err
    );
}

#[test]
fn attributes_that_are_too_long_for_front_matter_are_named() {
    let long = "x".repeat(70_000);
    let bundle =
        format!("<<<FILE: \"a.txt\" title=\"Late\" desk=\"{long}\">>>\nText.\n<<<END FILE>>>\n");
    let folder = Folder::with(&[("x.bundle", &bundle)]);
    folder
        .run("unpack x.bundle --to markdown -o pages")
        .status(2)
        .says(
            "error: `a.txt`: its attributes, most of all `desk`, are longer than the 64 KiB of front matter\n\
             error: nothing was written, since markdown cannot hold all of it\n",
        );
    assert!(!folder.path("pages").exists());
}

#[test]
fn a_page_of_the_name_of_a_plain_text_is_named_by_its_file() {
    let page = "---\nname: \"a.txt\"\n---\n\nOne.\n";
    let folder = Folder::with(&[("x/a.md", page), ("x/a.txt", "Two.\n")]);
    folder.run("pack --from auto x").status(0).says(
        "warning: x/a.md: `a.txt` is the name of more than one article; this one is named `a.md` in the bundle\n",
    );
}
