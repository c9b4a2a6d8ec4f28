//! `textDocument/documentLink`: addresses, and names of articles.

use std::fmt::Write;
use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::queries::links::{Link, Target, links};
use crate::server::ask::{Reader, ask};
use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::DocumentLinkParams,
) -> Result<Option<Vec<lsp::DocumentLink>>> {
    ask(host, &params.text_document.uri, |reader| {
        let corpus = &reader.shelf.corpus;
        let links = links(corpus, reader.number, || reader.go_on())?;
        let links = links.into_iter().filter_map(|l| link(reader, &l));
        Ok(links.collect())
    })
    .await
}

fn link(reader: &Reader<'_>, link: &Link) -> Option<lsp::DocumentLink> {
    let (target, tooltip) = match &link.target {
        Target::Address(address) => (escaped(address), None),
        Target::Article(id) => {
            let tree = reader.document().tree();
            let line = reader.document().text().byte_to_line(tree.start(Some(*id)));
            let name = tree.marker(*id).name.as_deref().unwrap_or_default();
            let uri = reader.volume().uri.as_str();
            let target = format!("{uri}#L{}", line + 1);
            let tooltip = || format!("Go to the article {name}");
            (target, reader.client.link_tooltips.then(tooltip))
        }
    };
    Some(lsp::DocumentLink {
        range: reader.range(&link.range),
        target: Some(target.parse().ok()?),
        tooltip,
        data: None,
    })
}

/// An address as a URI has it: what is not ASCII, and what no URI may hold, as bytes in hexadecimal.
fn escaped(address: &str) -> String {
    let mut escaped = String::with_capacity(address.len());
    let mut bytes = address.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let is_code = byte == b'%' && bytes.peek().is_some_and(u8::is_ascii_hexdigit);
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(&byte);
        if is_code || is_plain {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_uris() {
        for (address, expected) in [
            ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
            ("https://a.example/é%20%", "https://a.example/%C3%A9%20%25"),
            ("https://a.example/[1]", "https://a.example/%5B1%5D"),
        ] {
            assert_eq!(escaped(address), expected);
            assert!(escaped(address).parse::<lsp::Uri>().is_ok(), "{address}");
        }
    }
}
