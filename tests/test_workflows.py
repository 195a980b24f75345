"""The workflows on GitHub: what they may do, and what is done with data from strangers."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from handbook.cli import main

ROOT = Path(__file__).parents[1]
WORKFLOWS = ROOT / ".github" / "workflows"
PINNED = re.compile(r"[\w-]+/[\w./-]+@[0-9a-f]{40}")


def workflow(name: str) -> dict[str, Any]:
    data = yaml.safe_load((WORKFLOWS / name).read_text("utf-8"))
    data["on"] = data.pop(True)  # YAML 1.1 reads the key `on` as true
    assert isinstance(data, dict)
    return data


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def runs(name: str) -> str:
    return "\n".join(step.get("run", "") for step in steps(name))


@pytest.mark.parametrize("name", ["check.yml", "check-comment.yml", "publish.yml", "test.yml"])
class TestAll:
    def test_actions_are_pinned_to_a_commit(self, name: str) -> None:
        used = [step["uses"] for step in steps(name) if "uses" in step]
        assert used
        assert [action for action in used if not PINNED.fullmatch(action)] == []

    def test_a_run_has_an_end(self, name: str) -> None:
        assert all(job["timeout-minutes"] <= 30 for job in workflow(name)["jobs"].values())

    def test_no_expression_is_pasted_into_a_script(self, name: str) -> None:
        scripts = [step.get("with", {}).get("script", "") for step in steps(name)]
        assert "${{" not in runs(name) + "".join(scripts)


def test_a_branch_of_a_stranger_runs_with_limits() -> None:
    job = workflow("check.yml")["jobs"]["check"]
    limited = [step["run"] for step in job["steps"] if "scripts/check" in step.get("run", "")]
    assert len(limited) == 2
    for script in limited:
        assert script.startswith('ulimit -v "$MEMORY" -t "$SECONDS_OF_CPU" -f "$LARGEST_FILE"\n')
    assert int(job["env"]["MEMORY"]) <= 8 * 1024**2
    assert int(job["env"]["SECONDS_OF_CPU"]) <= 60 * job["timeout-minutes"]
    assert "ulimit -t" in runs("test.yml")


class TestPublish:
    def jobs(self) -> dict[str, Any]:
        return dict(workflow("publish.yml")["jobs"])

    def test_only_the_last_job_may_do_more_than_read(self) -> None:
        assert workflow("publish.yml")["permissions"] == {}
        rights = {name: job["permissions"] for name, job in self.jobs().items()}
        deploy = rights.pop("deploy")
        assert deploy == {"pages": "write", "id-token": "write"}
        assert all(right == {"contents": "read"} for right in rights.values())
        assert "secrets." not in (WORKFLOWS / "publish.yml").read_text("utf-8")

    def test_nothing_of_a_pull_request_is_published(self) -> None:
        on = workflow("publish.yml")["on"]
        assert on == {"push": {"branches": ["main"]}, "workflow_dispatch": None}

    def test_the_languages_are_those_of_the_book(self) -> None:
        jobs = self.jobs()
        matrix = jobs["build"]["strategy"]["matrix"]["edition"]
        assert matrix == "${{ fromJSON(needs.editions.outputs.editions) }}"
        said = CliRunner().invoke(
            main, ["build", "--list-editions", "-f", str(ROOT / "mkdocs.yml")]
        )
        assert json.loads(said.output) == ["en", "hu", "sr", "lv", "bg"]
        assert "build --list-editions" in runs("publish.yml")

    def test_each_job_waits_for_the_one_before(self) -> None:
        needs = {name: job.get("needs") for name, job in self.jobs().items()}
        assert needs == {"editions": None, "build": "editions", "merge": "build", "deploy": "merge"}

    def test_the_same_machine_everywhere(self) -> None:
        assert {job["runs-on"] for job in self.jobs().values()} == {"ubuntu-24.04"}
        versions = [s["with"]["python-version"] for s in steps("publish.yml")
                    if "setup-python@" in s.get("uses", "")]  # fmt: skip
        assert versions == ["3.11"] * 3


class TestCheck:
    def test_it_may_only_read(self) -> None:
        check = workflow("check.yml")
        assert list(check["on"]) == ["pull_request"]
        assert check["permissions"] == {}
        assert [job["permissions"] for job in check["jobs"].values()] == [{"contents": "read"}]
        assert "secrets." not in (WORKFLOWS / "check.yml").read_text("utf-8")

    def test_the_checkout_keeps_no_token_and_has_the_base(self) -> None:
        (checkout,) = [s for s in steps("check.yml") if "actions/checkout@" in s.get("uses", "")]
        assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}

    def test_what_the_other_workflow_needs_is_kept(self) -> None:
        given = [step["with"] for step in steps("check.yml") if "upload" in step.get("uses", "")]
        kept = {settings["name"]: settings["path"] for settings in given}
        assert kept == {"check-summary": "summary/", "check-report": "report/"}
        assert "> summary/number" in runs("check.yml")
        assert "> summary/summary.md" in runs("check.yml")

    def test_errors_fail_the_job_at_the_end(self) -> None:
        last = steps("check.yml")[-1]
        assert last["run"].endswith('\nscripts/check --since "$SINCE" --format github\n')
        assert "continue-on-error" not in last


class TestComment:
    def test_it_may_only_comment(self) -> None:
        comment = workflow("check-comment.yml")
        assert comment["on"] == {"workflow_run": {"workflows": ["check"], "types": ["completed"]}}
        assert comment["on"]["workflow_run"]["workflows"] == [workflow("check.yml")["name"]]
        assert comment["permissions"] == {}
        (job,) = comment["jobs"].values()
        assert job["permissions"] == {"actions": "read", "pull-requests": "write"}

    def test_it_runs_nothing_of_the_pull_request(self) -> None:
        used = [step.get("uses", "").split("@")[0] for step in steps("check-comment.yml")]
        assert used == ["actions/download-artifact", "actions/github-script"]
        assert runs("check-comment.yml").strip() == ""
        text = (WORKFLOWS / "check-comment.yml").read_text("utf-8")
        for word in ("actions/checkout@", "child_process", "execSync", "eval(", "secrets."):
            assert word not in text, word

    def test_the_artifact_does_not_land_in_the_work_folder(self) -> None:
        download, script = steps("check-comment.yml")
        assert download["with"]["path"] == script["env"]["FOLDER"] == "${{ runner.temp }}/summary"


SHA = "a" * 40
PLAY = """
async ({ script, files, pull, comments }) => {
  const calls = [], said = [];
  const call = (name) => async (options) => { calls.push([name, options]); return { data: pull }; };
  const github = {
    rest: {
      pulls: { get: call("get") },
      issues: { listComments: 0, createComment: call("create"), updateComment: call("update") },
    },
    paginate: async () => comments,
  };
  const context = {
    repo: { owner: "home", repo: "book" },
    payload: { workflow_run: {
      head_sha: "SHA", html_url: "https://github.com/home/book/actions/runs/1",
      head_repository: { id: 7, html_url: "https://github.com/fork/book" },
    } },
  };
  const say = (kind) => (text) => said.push(`${kind}: ${text}`);
  const core = { setFailed: say("failed"), notice: say("notice") };
  const fs = {
    lstatSync: (file) => files[file] && { isFile: () => !files[file].link, size: files[file].size },
    readFileSync: (file) => files[file].text,
  };
  const require = (name) => ({ "node:fs": fs })[name];
  const process = { env: { FOLDER: "/tmp/summary" } };
  const Async = (async () => {}).constructor;
  await new Async("github", "context", "core", "require", "process", script)(
    github, context, core, require, process);
  return { calls, said };
}
""".replace("SHA", SHA)


@pytest.fixture(scope="module")
def play(browser: Any) -> Any:
    page = browser.new_page()
    script = steps("check-comment.yml")[1]["with"]["script"]

    def run(
        number: str = "12\n", summary: str = "### 1 error", comments: Any = (), **changes: Any
    ) -> Any:
        texts = {"number": number, "summary.md": summary}
        files = {
            f"/tmp/summary/{name}": {"text": text, "size": len(text.encode()), "link": False}
            for name, text in texts.items()
        }
        for name, more in changes.pop("files", {}).items():
            files[f"/tmp/summary/{name}"] |= more
        pull = {"state": "open", "head": {"sha": SHA, "repo": {"id": 7}}} | changes
        given = {"script": script, "files": files, "pull": pull, "comments": list(comments)}
        return page.evaluate(PLAY, given)

    yield run
    page.close()


@pytest.mark.browser
class TestCommentScript:
    """The script as it stands in the workflow, run in Chromium with a GitHub that only listens."""

    def test_the_first_comment(self, play: Any) -> None:
        done = play()
        assert [name for name, _options in done["calls"]] == ["get", "create"]
        options = done["calls"][1][1]
        assert (options["owner"], options["repo"], options["issue_number"]) == ("home", "book", 12)
        assert options["body"].startswith("<!-- handbook check: comment -->\n")
        assert options["body"].endswith("### 1 error")

    def test_the_comment_is_written_anew(self, play: Any) -> None:
        marker = "<!-- handbook check: comment -->"
        others = [
            {"id": 1, "user": {"login": "someone"}, "body": f"{marker} mine, too"},
            {"id": 2, "user": {"login": "github-actions[bot]"}, "body": f"Quoted: {marker}"},
            {"id": 3, "user": None, "body": None},
            {"id": 4, "user": {"login": "github-actions[bot]"}, "body": f"{marker}\nold"},
        ]
        (_get, (name, options)) = play(comments=others)["calls"]
        assert (name, options["comment_id"]) == ("update", 4)

    @pytest.mark.parametrize(
        "number", ["", "0", "-1", "12; 13", "1e3", "../12", "12\n13", "9" * 12, "１２"]
    )
    def test_a_number_that_is_none(self, play: Any, number: str) -> None:
        done = play(number=number)
        assert done["calls"] == []
        assert done["said"][0].startswith("failed: ")

    @pytest.mark.parametrize(
        "change",
        [
            {"state": "closed"},
            {"head": {"sha": "b" * 40, "repo": {"id": 7}}},
            {"head": {"sha": SHA, "repo": {"id": 8}}},
            {"head": {"sha": SHA, "repo": None}},
        ],
    )
    def test_another_pull_request_is_left_alone(self, play: Any, change: dict[str, Any]) -> None:
        done = play(**change)
        assert [name for name, _options in done["calls"]] == ["get"]
        assert done["said"] == [f"notice: Pull request 12 is not at {SHA} (any more)."]

    @pytest.mark.parametrize("name", ["number", "summary.md"])
    @pytest.mark.parametrize("more", [{"link": True}, {"size": 10_000_000}])
    def test_a_file_that_is_no_small_file(self, play: Any, name: str, more: dict[str, Any]) -> None:
        assert play(files={name: more})["calls"] == []

    def body(self, play: Any, summary: str) -> str:
        return str(play(summary=summary)["calls"][1][1]["body"]).split("\n\n", 1)[1]

    def test_strangers_words_lose_their_powers(self, play: Any) -> None:
        evil = "@all <img src=x> <!-- m --> ![p](http://e.x) [l](http://e.x) [a]: http://e.x\n[l][a]\x1b"
        body = self.body(play, evil)
        for power in ("@all", "<img", "<!--", "![", "](", "]:", "][", "\x1b"):
            assert power not in body, power
        assert body.replace("\u2060", "") == evil.rstrip("\x1b")

    def test_a_page_is_a_link_to_what_was_checked(self, play: Any) -> None:
        body = self.body(play, "**docs/hu/run/x.md**\n**docs/hu/(x).md**\n**http://e.x/a.md**")
        assert body.splitlines() == [
            f"[**docs/hu/run/x.md**](https://github.com/fork/book/blob/{SHA}/docs/hu/run/x.md?plain=1)",
            "**docs/hu/(x).md**",
            "**http://e.x/a.md**",
        ]

    def test_never_longer_than_github_takes(self, play: Any) -> None:
        body = play(summary="**a.md**\n" * 30_000)["calls"][1][1]["body"]
        assert len(body) <= 65_536


def test_the_hook_for_other_books_runs_our_command() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert (hook["id"], hook["language"]) == ("handbook-check", "python")
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    command, subcommand = hook["entry"].split()
    assert command in scripts
    assert subcommand == "check"
    assert re.search(hook["files"], "docs/hu/run/match-start.md")


def test_an_audit_that_saw_nothing_fails() -> None:
    """Where an index knows no advisories, pip-audit skips every package and ends well."""
    text = runs("audit.yml")
    assert 'pip-audit" --strict ' in text
    for lock in ROOT.glob("requirements*.txt"):
        assert f"{lock.name};" in text or f"{lock.name} " in text
