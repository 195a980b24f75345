"""`handbook build`: the stages in order, and one atomic swap at the end.

    check ─► render ─► changes ─► search ─► press ─► offline ─► verify ─► publish ─► site/

    stages      the stages: what each depends on and does; new ones are put there
    stage       a stage's layer of files and its record: run it, or take what it left
    inputs      what a book is made from, as hashes
    gates       check before, verify after
    editions    stages that work edition by edition · changes, offline: two that know more
    share       what a build of some editions says of itself · `merge` joins such builds
    release     releases side by side, the link to one, the way back
    pipeline    runs it all · `lock` one build at a time
    progress    what a person sees · `errors` what a person reads when it fails

`site/` is a link to a finished release below `.build/releases/`; it moves only when every gate
has passed, so a reader never meets half a site.
"""

from __future__ import annotations

from handbook.build.errors import BuildError
from handbook.build.lock import locked
from handbook.build.merge import merge
from handbook.build.pipeline import Result, build, roll_back
from handbook.build.serve import serve

__all__ = ["BuildError", "Result", "build", "locked", "merge", "roll_back", "serve"]
