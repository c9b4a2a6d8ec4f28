"""Each report against the schema that its readers publish, or against a reader; and all against the JSON report."""

import json
import os
import re
import subprocess
from collections import Counter
from urllib.parse import unquote

import pytest
from lxml import etree

from conftest import TOOLS

MODULES = TOOLS / "node/node_modules"
MULTITOOL = MODULES / "@microsoft/sarif-multitool-linux"
JUNIT = sorted((TOOLS / "schemas").rglob("junit-10.xsd"))
# What the multitool recommends, and we leave for a reason.
LEFT = {
    "SARIF2002": "messages hold names and words of the articles: there is nothing to translate them from",
    "SARIF2003": "which version of the repository was checked is known to whoever uploads the report",
    "SARIF2005": "the program has no page on the web yet; Cargo.toml would name it",
    "SARIF2006": "the schema's address cannot be reached from a machine without a network",
    "SARIF2009": "our rules have names, not numbers",
    "SARIF2010": "a report is no place for the text of articles",
    "SARIF2011": "as above",
    "SARIF2012": "rules have their whole page as help; it is not on the web",
}


# The multitool would ask for a library of languages and their customs, which not every machine has.
ENVIRONMENT = dict(os.environ, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1", NODE_PATH=str(MODULES))


def run(*command):
    return subprocess.run([str(part) for part in command], env=ENVIRONMENT, capture_output=True, text=True, timeout=300)


def open_findings(reports):
    return reports.json()["findings"]


def test_sarif_is_valid_by_its_schema(reports):
    schema = MULTITOOL / "sarif-2.1.0.json"
    checked = run(TOOLS / "python/bin/check-jsonschema", "--schemafile", schema, reports.out / "out.sarif")
    assert checked.returncode == 0, checked.stdout


def test_sarif_is_valid_by_the_multitool(reports, tmp_path):
    log = tmp_path / "log.sarif"
    # It ends with 0 whatever it finds.
    run(
        MULTITOOL / "Sarif.Multitool", "validate", reports.out / "out.sarif",
        "--level", "Error;Warning;Note", "--kind", "Fail", "--output", log, "--log", "ForceOverwrite",
    )
    found = json.loads(log.read_text(encoding="utf-8-sig"))["runs"][0]
    assert found["invocations"][0]["executionSuccessful"]
    told = found.get("results", [])
    assert [result for result in told if result["ruleId"] not in LEFT or result.get("level") == "error"] == []
    # Were it to look at nothing, it would find nothing.
    assert {"SARIF2006", "SARIF2012"} <= {result["ruleId"] for result in told}


def test_the_multitool_finds_what_is_wrong(tmp_path):
    broken = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"ruleId": "y"}]}]}
    (tmp_path / "broken.sarif").write_text(json.dumps(broken))
    log = tmp_path / "log.sarif"
    run(MULTITOOL / "Sarif.Multitool", "validate", tmp_path / "broken.sarif", "--level", "Error", "--output", log)
    results = json.loads(log.read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    assert any(result.get("level") == "error" for result in results)


def test_sarif_has_every_finding_at_its_place(reports):
    results = reports.sarif()["results"]
    reported = [result for result in results if "suppressions" not in result]

    def of_sarif(result):
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        start = (region["startLine"], region["startColumn"])
        related = len(result.get("relatedLocations", []))
        return unquote(place["artifactLocation"]["uri"]), result["ruleId"], result["level"], start, related

    def of_json(finding):
        start = finding["location"]["start"]
        path = finding["location"]["path"].removeprefix("./")
        return path, finding["rule"], finding["level"], (start["line"], start["column"]), len(finding["related"])

    assert Counter(map(of_sarif, reported)) == Counter(map(of_json, open_findings(reports)))
    for result in results:
        for location in result["locations"]:
            region = location["physicalLocation"]["region"]
            path = reports.folder / unquote(location["physicalLocation"]["artifactLocation"]["uri"])
            text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
            lines = re.split("\r\n|\r|\n", text)
            for line, column in [("startLine", "startColumn"), ("endLine", "endColumn")]:
                assert 1 <= region[column] <= len(lines[region[line] - 1]) + 1, (path, region)


def test_sarif_tells_how_the_run_ended(reports):
    invocation = reports.sarif()["invocations"][0]
    assert invocation["exitCode"] == reports.status
    assert invocation["executionSuccessful"] == (reports.status != 2)
    told = invocation.get("toolExecutionNotifications", [])
    assert len(told) == sum(line.startswith("error: ") for line in reports.said.split("\n"))


@pytest.mark.parametrize("schema", JUNIT, ids=lambda path: path.parent.name[:7])
def test_junit_is_valid_by_the_schema_of_jenkins(reports, schema):
    schema = etree.XMLSchema(etree.parse(schema))
    report = etree.parse(reports.out / "junit.xml")
    assert schema.validate(report), schema.error_log


def test_there_are_two_schemas_of_junit():
    assert len(JUNIT) == 2


def test_junit_fails_what_the_exit_status_follows(reports):
    report = etree.parse(reports.out / "junit.xml")
    failing = [f for f in open_findings(reports) if f["level"] != "note"]
    assert len(report.findall(".//failure")) == len(failing)
    notes = len(open_findings(reports)) - len(failing)
    assert len(report.findall(".//system-out")) == notes
    hidden = sum("suppressions" in result for result in reports.sarif()["results"])
    assert len(report.findall(".//skipped")) == hidden
    assert (len(report.findall(".//error")) > 0) == (reports.status == 2)
    for suite in report.findall("testsuite"):
        for what, element in [("tests", "testcase"), ("failures", "testcase/failure"), ("skipped", "testcase/skipped"), ("errors", "testcase/error")]:
            assert int(suite.get(what)) == len(suite.findall(element)), what


def test_checkstyle_is_read_by_a_reader_of_its_reports(reports):
    """No schema of it is published; this reader is of a plugin for Danger."""
    script = """
        const xml = require('xml-js'), fs = require('fs');
        const { parseCheckstyle } = require('danger-plugin-lint-report/dist/parse/checkstyle_parser');
        const report = xml.xml2js(fs.readFileSync(process.argv[1], 'utf8'));
        console.log(JSON.stringify(parseCheckstyle(report, '/')));
    """
    read = run("node", "--eval", script, reports.out / "checkstyle.xml")
    assert read.returncode == 0, read.stderr
    violations = json.loads(read.stdout)
    severities = {"error": "error", "warning": "warning", "note": "info"}
    expected = Counter(
        (f["location"]["start"]["line"], f["location"]["start"]["column"], severities[f["level"]]) for f in open_findings(reports)
    )
    assert Counter((v["line"], v["column"], v["severity"]) for v in violations) == expected


def test_checkstyle_names_files_rules_and_messages(reports):
    report = etree.parse(reports.out / "checkstyle.xml")
    unheld = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
    told = Counter((e.getparent().get("name"), e.get("source"), e.get("message")) for e in report.iter("error"))
    expected = Counter(
        tuple(unheld.sub("\ufffd", part) for part in (f["location"]["path"].removeprefix("./"), f"variorum.{f['rule']}", f["message"]))
        for f in open_findings(reports)
    )
    assert told == expected


def test_gitlab_is_valid_by_the_types_of_code_climate(reports, tmp_path):
    issues = reports.text("gitlab")
    source = tmp_path / "report.ts"
    source.write_text(f"import type {{ Issue }} from 'codeclimate-types'\nexport const report: Issue[] = {issues}", encoding="utf-8")
    (tmp_path / "node_modules").symlink_to(MODULES)
    checked = run(MODULES / ".bin/tsc", "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", source)
    assert checked.returncode == 0, checked.stdout


def test_gitlab_fingerprints_are_unique(reports):
    issues = json.loads(reports.text("gitlab"))
    assert len(issues) == len(open_findings(reports))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        # What GitLab's documentation asks for.
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["check_name"] and issue["description"] and "\n" not in issue["description"]
        assert not issue["location"]["path"].startswith("./")
        assert 1 <= issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]


COMMAND = re.compile(r"::(error|warning|notice) ([^\r\n]*?)::([^\r\n]*)")


def test_annotations_are_one_command_each(reports):
    """Read as GitHub's runner reads them: by lines, the properties parted by commas, then escapes undone."""
    lines = reports.text("github").split("\n")
    assert lines.pop() == ""
    errors = sum(line.startswith("error: ") for line in reports.said.split("\n"))
    assert len(lines) == len(open_findings(reports)) + errors
    unescaped = lambda text: text.replace("%3A", ":").replace("%2C", ",").replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    places = Counter()
    for line in lines[: len(lines) - errors]:
        _, properties, message = COMMAND.fullmatch(line).groups()
        properties = {key: unescaped(value) for key, value in (one.split("=", 1) for one in properties.split(","))}
        places[properties["file"], properties["line"], properties["title"], unescaped(message).split("\n")[0]] += 1
        assert ("col" in properties) == ("endColumn" in properties)
        if "col" in properties:
            assert properties["line"] == properties["endLine"]
    expected = Counter(
        (f["location"]["path"].removeprefix("./"), str(f["location"]["start"]["line"]), f["rule"], f["message"].split("\n")[0])
        for f in open_findings(reports)
    )
    assert places == expected


def test_json_lines_are_the_findings(reports):
    lines = [json.loads(line) for line in reports.text("jsonl").split("\n") if line]
    by_place = lambda f: json.dumps(f, sort_keys=True)
    assert sorted(lines, key=by_place) == sorted(open_findings(reports), key=by_place)
