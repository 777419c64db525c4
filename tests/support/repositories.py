"""Git, run on copies of projects, whoever runs the tests and however they have set it up."""

import os
import shutil
import subprocess
from pathlib import Path

from support.project import ROOT, Project

NODE_PACKAGES = "tests/tools/node_modules"
"""What `make` has npm install; a copy shares it."""

IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "commit.gpgsign=false")


def git(project: Project, *arguments: str) -> str:
    command = ["git", *IDENTITY, "-c", "init.defaultBranch=main", *arguments]
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(command, cwd=project.root, env=env, capture_output=True, text=True, check=True).stdout.strip()


def commit(project: Project) -> str:
    """Commit all that is there, and return the commit."""
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "A step")
    return git(project, "rev-parse", "HEAD")


def copy_repository(target: Path) -> Project:
    """Return a repository of one commit with the files of this one, whether they are committed or not yet."""
    project = Project(target)
    listed = git(Project(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            project.path(name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, project.path(name))
    git(project, "init", "--quiet")
    commit(project)
    project.write(".git/info/exclude", NODE_PACKAGES)
    project.path(NODE_PACKAGES).symlink_to((ROOT / NODE_PACKAGES).resolve())
    return project
