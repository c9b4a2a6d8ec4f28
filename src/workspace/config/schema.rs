//! The JSON schema of `variorum.toml`: made from the types, checked in, and shown by `variorum schema`.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::file::File;
use crate::rules::Rule;

const LEVELS: [&str; 4] = ["error", "warning", "note", "off"];

/// Each rule and its level.
pub(super) fn levels(_: &mut SchemaGenerator) -> Schema {
    let rules = Rule::ALL.iter().map(|rule| {
        let level = json!({
            "description": format!("See `variorum explain {}`.", rule.name()),
            "enum": LEVELS,
            "default": rule.level().name(),
        });
        (rule.name().to_owned(), level)
    });
    let rules: Map<String, Value> = rules.collect();
    json_schema!({ "type": "object", "properties": rules, "additionalProperties": false })
}

/// A rule or several.
pub(super) fn rules(_: &mut SchemaGenerator) -> Schema {
    let names: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    let name = json!({ "enum": names });
    json_schema!({ "anyOf": [name, { "type": "array", "items": name, "minItems": 1 }] })
}

/// A string or several.
pub(super) fn one_or_more(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" }, "minItems": 1 }]
    })
}

/// More than 0, at most 1.
pub(super) fn share(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "number", "exclusiveMinimum": 0, "maximum": 1 })
}

#[test]
fn the_schema_that_is_checked_in_is_current() {
    let mut schema = schemars::schema_for!(File).to_value();
    tidy(&mut schema);
    let text = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
    expect_test::expect_file!["../../../docs/variorum.schema.json"].assert_eq(&text);
}

/// Takes out what says nothing in TOML: `null`, and the defaults of tables.
fn tidy(schema: &mut Value) {
    let Value::Object(object) = schema else {
        if let Value::Array(all) = schema {
            all.iter_mut().for_each(tidy);
        }
        return;
    };
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = &mut types[..] {
            let only = only.take();
            object.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(any)) = object.get_mut("anyOf") {
        any.retain(|one| one["type"] != "null");
        if let [Value::Object(only)] = &mut any[..] {
            let mut only = std::mem::take(only);
            object.remove("anyOf");
            object.append(&mut only);
        }
    }
    let table = |default: &Value| default.is_object() || default.is_array() || default.is_null();
    if object.get("default").is_some_and(table) {
        object.remove("default");
    }
    object.values_mut().for_each(tidy);
}
