//! Tests of `names`.

use std::path::{Component, Path};

use proptest::prelude::*;

use super::*;

fn slashed(path: &Path) -> String {
    path.components()
        .map(|part| part.as_os_str().to_str().unwrap())
        .collect::<Vec<_>>()
        .join("/")
}

#[test]
fn ordinary_names_are_paths() {
    for name in [
        "001.txt",
        "news/2031/harbour bridge.txt",
        ".hidden",
        "..hidden",
        "a..b/c...d",
        "~/notes",
        "-rf",
        "été/日本語/مقال.txt",
        "a\u{200F}b",
        "console",
        "COM10",
        "com",
        "LPT",
        "nullable.txt",
        "com¼",
        "aux-2.txt",
        "ab:c",
        "1:2",
        "é:x",
    ] {
        assert_eq!(
            safe_path_on(name, false).map(|path| slashed(&path)),
            Ok(name.to_owned())
        );
    }
}

#[test]
fn unsafe_names_are_refused_on_every_system() {
    let relative = |part: &str| NameFault::Relative(part.to_owned());
    let device = |part: &str| NameFault::Device(part.to_owned());
    let table = [
        ("", NameFault::Empty),
        (".", relative(".")),
        ("..", relative("..")),
        ("../x", relative("..")),
        ("a/../../x", relative("..")),
        ("a/./b", relative(".")),
        ("a/..", relative("..")),
        ("a/.. /b", relative(".. ")),
        ("a/.../b", relative("...")),
        ("a/ /b", relative(" ")),
        ("/", NameFault::Absolute),
        ("/etc/hosts", NameFault::Absolute),
        ("//server/share", NameFault::Unc),
        (r"\\server\share", NameFault::Unc),
        (r"\\?\C:\x", NameFault::Unc),
        (r"/\server", NameFault::Unc),
        (r"C:\x", NameFault::Drive('C')),
        ("c:x", NameFault::Drive('c')),
        ("z:", NameFault::Drive('z')),
        (r"\x", NameFault::Backslash),
        (r"a\..\b", NameFault::Backslash),
        ("a//b", NameFault::EmptyComponent),
        ("a/", NameFault::EmptyComponent),
        ("a\0b", NameFault::Control('\0')),
        ("a\nb", NameFault::Control('\n')),
        ("a\tb", NameFault::Control('\t')),
        ("a\u{7F}", NameFault::Control('\u{7F}')),
        ("a\u{85}", NameFault::Control('\u{85}')),
        ("a\u{2028}b", NameFault::Control('\u{2028}')),
        ("a\u{202E}txt.exe", NameFault::BidiControl('\u{202E}')),
        ("a\u{2066}b", NameFault::BidiControl('\u{2066}')),
        ("CON", device("CON")),
        ("nul", device("nul")),
        ("a/Aux.txt/b", device("Aux.txt")),
        ("prn.tar.gz", device("prn.tar.gz")),
        ("NUL ", device("NUL ")),
        ("nul .txt", device("nul .txt")),
        ("nul...", device("nul...")),
        ("CON:x", device("CON:x")),
        ("COM0", device("COM0")),
        ("com9.log", device("com9.log")),
        ("lpt¹", device("lpt¹")),
        ("LPT³.x", device("LPT³.x")),
        ("conin$", device("conin$")),
        ("CONOUT$.txt", device("CONOUT$.txt")),
    ];
    for (name, fault) in table {
        for windows in [false, true] {
            assert_eq!(safe_path_on(name, windows), Err(fault.clone()), "{name:?}");
        }
    }
}

#[test]
fn what_windows_cannot_store_is_refused_there_alone() {
    let ending = |part: &str| NameFault::WindowsEnding(part.to_owned());
    let table = [
        ("why?.txt", NameFault::WindowsCharacter('?')),
        ("a*b", NameFault::WindowsCharacter('*')),
        ("\"quoted\"", NameFault::WindowsCharacter('"')),
        ("a<b", NameFault::WindowsCharacter('<')),
        ("a|b", NameFault::WindowsCharacter('|')),
        ("notes:hidden", NameFault::WindowsCharacter(':')),
        ("Smith Jr.", ending("Smith Jr.")),
        ("folder /file", ending("folder ")),
    ];
    for (name, fault) in table {
        assert_eq!(safe_path_on(name, true), Err(fault), "{name:?}");
        assert!(safe_path_on(name, false).is_ok(), "{name:?}");
    }
}

#[test]
fn faults_are_told_in_one_plain_line() {
    let told = |name| safe_path_on(name, true).unwrap_err().to_string();
    assert_eq!(
        told("a\u{1B}[2Jb"),
        "the name holds the control character U+001B"
    );
    assert_eq!(
        told("../x"),
        "the part `..` does not name a file or folder of its own"
    );
    assert_eq!(told("c:x"), "the name starts with the drive `c:`");
    assert_eq!(
        told("a/nul.txt"),
        "`nul.txt` is the name of a device on Windows"
    );
    assert_eq!(told("a?"), "a file name on Windows cannot hold `?`");
}

/// Clashes in short: `0=2` for names that are the same, `1>0,3` for a file and what lies in it.
fn brief(names: &[&str]) -> Vec<String> {
    let list = |named: &[Named<'_>], by: &str| {
        named
            .iter()
            .map(|one| one.index.to_string())
            .collect::<Vec<_>>()
            .join(by)
    };
    let show = |clash: &Clash<'_>| match clash {
        Clash::Same(same) => list(same, "="),
        Clash::FileAsFolder { file, inside } => format!("{}>{}", file.index, list(inside, ",")),
    };
    clashes(names.iter().copied()).iter().map(show).collect()
}

#[test]
fn names_clash_when_some_file_system_takes_them_for_one() {
    let table: &[(&[&str], &[&str])] = &[
        (&[], &[]),
        (&["a", "b", "a/", "ab", "a b"], &["0>2"]),
        (&["a.txt", "b.txt", "a.txt"], &["0=2"]),
        (&["x", "A.txt", "a.TXT", "X", "a.txt"], &["0=3", "1=2=4"]),
        (&["caf\u{E9}", "cafe\u{301}", "CAFE\u{301}"], &["0=1=2"]),
        (&["straße", "STRASSE"], &["0=1"]),
        (&["ΟΔΟΣ", "οδος", "οδοσ"], &["0=1=2"]),
        (&["A/x", "a/y"], &[]),
    ];
    for (names, expected) in table {
        assert_eq!(brief(names), *expected, "{names:?}");
    }
}

#[test]
fn a_file_clashes_with_the_names_within_it() {
    let table: &[(&[&str], &[&str])] = &[
        (&["a", "a/b"], &["0>1"]),
        (&["a/b", "A"], &["1>0"]),
        (&["a/c", "a", "a b", "a-b", "a/b/c", "a.b"], &["1>0,4"]),
        (&["a", "a/b", "a/b/c", "b/a"], &["0>1", "1>2"]),
        (&["a", "a", "a/b"], &["0=1", "0>2"]),
        (&["a/b/c", "a/b/d", "a/bc", "a/b"], &["3>0,1"]),
    ];
    for (names, expected) in table {
        assert_eq!(brief(names), *expected, "{names:?}");
    }
}

/// Names likely to find a hole: made of the very pieces that are refused.
fn hostile_name() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "B", "/", "//", "\\", ".", "..", " ", ":", "c:", "nul", "com1", "\0", "\u{202E}", "é",
        "?", "~",
    ]);
    prop_oneof![
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat()),
        any::<String>()
    ]
}

proptest! {
    #[test]
    fn an_accepted_name_stays_under_its_root(name in hostile_name(), windows: bool) {
        if let Ok(path) = safe_path_on(&name, windows) {
            prop_assert!(path.components().count() > 0);
            prop_assert!(path.components().all(|part| matches!(part, Component::Normal(_))));
            prop_assert_eq!(slashed(&path), name);
            let root = Path::new("root");
            let joined = root.join(&path);
            prop_assert_eq!(joined.strip_prefix(root), Ok(path.as_path()));
        }
    }

    #[test]
    fn what_windows_accepts_is_accepted_everywhere(name in hostile_name()) {
        if safe_path_on(&name, true).is_ok() {
            prop_assert!(safe_path_on(&name, false).is_ok());
        }
    }

    #[test]
    fn a_fault_prints_as_one_line(name in hostile_name()) {
        if let Err(fault) = safe_path_on(&name, true) {
            prop_assert!(!fault.to_string().chars().any(char::is_control));
        }
    }

    #[test]
    fn clashes_are_those_of_every_pair(names in prop::collection::vec("[aAb/]{0,5}", 0..12)) {
        let given: Vec<&str> = names.iter().map(String::as_str).collect();
        let keys: Vec<String> = given.iter().map(|name| sort_key(name)).collect();
        let mut same = 0;
        let mut within = 0;
        for (index, key) in keys.iter().enumerate() {
            same += usize::from(keys.iter().filter(|other| *other == key).count() > 1);
            within += usize::from(keys.iter().enumerate().any(|(at, other)| at != index && is_within(key, other)));
        }
        for clash in clashes(given) {
            match clash {
                Clash::Same(members) => same -= members.len(),
                Clash::FileAsFolder { inside, .. } => within -= inside.len(),
            }
        }
        prop_assert_eq!((same, within), (0, 0));
    }
}
