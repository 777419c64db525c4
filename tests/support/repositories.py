"""Git, run on copies of projects, whoever runs the tests and however they have set it up."""

import os
import subprocess

from support.project import Project

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
