//! What a page may cost: it is refused before it takes much time or memory, and what only looks costly is read.

use super::super::*;
use super::atom;

const TEXT: &str = "The evening ferry to Skerry Island left an hour late on Tuesday, after fog had closed the harbour mouth \
    for most of the afternoon. Some 140 passengers waited.";

/// Both as a page and as an entry of a feed.
fn imported(html: &str) -> [Imported; 2] {
    let page = Source::Html.import("x", html.as_bytes());
    let feed = Source::Feed.import("x", atom(html).as_bytes());
    [page.expect("a page"), feed.expect("a feed")]
}

fn is_read(html: &str) {
    for imported in imported(html) {
        assert_eq!(imported.remarks, [], "{html:.60}");
        let body = String::from_utf8_lossy(&imported.articles[0].body);
        assert!(body.contains(TEXT), "{html:.60}: {body}");
    }
}

fn is_refused(html: &str, why: &str) {
    for imported in imported(html) {
        assert_eq!(imported.articles, [], "{html:.60}");
        let said = &imported.remarks[0].what;
        assert!(said.ends_with(why), "{html:.60}: {said}");
    }
}

fn names(count: usize) -> String {
    (0..count).map(|i| format!(" a{i}")).collect()
}

#[test]
fn a_tag_of_very_many_attributes_is_refused_wherever_it_stands() {
    let many = names(5000);
    let before = [
        "",
        "<",
        "</>",
        "&lt",
        "<b>&amp",
        "<?x?>",
        "<!-- <b -->",
        "<!doctype html>",
        "<title>a<b</tit</title>",
        "<script>a<b</scr</script>",
        "<i title='a<b>' id=\"c <d\" lang=e<f>",
        "<svg><desc><![CDATA[<b]]></desc></svg>",
        &(" ".repeat(1023) + "\r\n"),
    ];
    for before in before {
        for tag in [
            "p",
            "/p",
            "font",
            "br/",
            "p =\" ",
            "p=\"",
            "p a=b\"c 'd /=\"",
        ] {
            is_refused(&format!("{before}<{tag}{many}>{TEXT}"), "512 attributes");
        }
    }
    for tag in ["html", "body"] {
        let tags: String = (0..50_000).map(|i| format!("<{tag} a{i}>")).collect();
        is_refused(&format!("<{tag}>{tags}<p>{TEXT}</p>"), "512 attributes");
    }
}

#[test]
fn long_tags_and_what_only_looks_like_one_are_read() {
    let words = "<a b c ".repeat(20_000);
    let blob = "QUJD+/".repeat(50_000);
    for html in [
        format!("<p{}>{TEXT}</p>", names(500)),
        format!("<p title=\"{words}\" lang='{words}'>{TEXT}</p>"),
        format!("<p style = '{words}'>{TEXT}</p>"),
        format!("<img src=\"data:image/png;base64,{blob}\"><img src=data:{blob}><p>{TEXT}</p>"),
        format!(
            "<!-- {words} --><!-- </><a{} --><p>{TEXT}</p>",
            names(900).replace(' ', " <!--")
        ),
        format!("<script>{words}</script><style>{words}</style><p>{TEXT}</p>"),
        format!("<script>{}</script><p>{TEXT}</p>", "</s".repeat(2000)),
        format!("<p>{TEXT}</p><p>{}</p>", "1 < 2 and 3 > 2 ".repeat(500)),
    ] {
        is_read(&html);
    }
}

#[test]
fn what_is_opened_again_and_again_is_refused_before_it_takes_much_memory() {
    let open = |count: usize, more: &str| -> String {
        let tags = (0..count).map(|size| format!("<font size={size}{more}>"));
        format!("<p>{}</p>", tags.collect::<String>())
    };
    let said = "opened again too often";
    is_refused(&(open(400, "") + &"<p>x</p>".repeat(4000)), said);
    is_refused(&(open(100, &names(400)) + &"<p>x</p>".repeat(4000)), said);
    // Pages of the nineties hardly closed anything.
    let paragraph = format!("<p><font face=Arial color=red><b>{TEXT}</p>");
    is_read(&(open(20, "") + &paragraph.repeat(500)));
    let row = format!("<tr><td><a href=x>{TEXT}<td>2</table><table>");
    is_read(&format!("<table>{}</table>", row.repeat(500)));
}
