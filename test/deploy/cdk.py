"""The real CDK CLI, and the app it deploys: one that has the packed library in its node_modules."""
from __future__ import annotations

import json
import subprocess
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


class Cdk:
    def __init__(self, app: Path, environment: dict[str, str]) -> None:
        self.app = app
        self.environment = {
            **environment,
            'CDK_HOME': str(app / 'cdk-home'),
            'CDK_DISABLE_CLI_TELEMETRY': 'true',
            'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED': 'true',
        }

    def bootstrap(self, account: str, region: str) -> None:
        self._run('bootstrap', f'aws://{account}/{region}')

    def deploy(self, **context: str) -> dict[str, str]:
        """Returns the stack's outputs."""
        outputs = self.app / 'outputs.json'
        self._run('deploy', '--require-approval', 'never', '--outputs-file', str(outputs), *words(context))
        return json.loads(outputs.read_text())['Orders']

    def refused_deployment(self, **context: str) -> str:
        """Returns what the CLI said when the deployment failed, as it should."""
        try:
            self._run('deploy', '--require-approval', 'never', *words(context))
        except CdkFailed as failed:
            return str(failed)
        raise AssertionError(f'the deployment should have been refused, got: success with {context}')

    def prepare_change_set(self, name: str, **context: str) -> None:
        self._run('deploy', '--require-approval', 'never', '--method', 'prepare-change-set', '--change-set-name', name, *words(context))

    def destroy(self) -> None:
        self._run('destroy', '--force')

    def _run(self, command: str, *arguments: str) -> None:
        program = [str(CHECKOUT / 'node_modules' / '.bin' / 'cdk'), command, '--app', 'node app.js', '--no-notices', *arguments]
        done = subprocess.run(program, cwd=self.app, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
        if done.returncode != 0:
            raise CdkFailed(f'cdk {command} ended with {done.returncode}, got:\n{done.stdout}{done.stderr}')


class CdkFailed(Exception):
    pass


def words(context: dict[str, str]) -> list[str]:
    return [word for key, value in context.items() for word in ('--context', f'{key}={value}')]
