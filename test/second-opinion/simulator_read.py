"""Our simulator and our bundle, as botocore and boto3 see them."""
from __future__ import annotations

import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from answer import faults_of_answer
from boto3_calls import call_everything
from exchange import Exchange
from request import faults_of_request

CHECKOUT = Path(__file__).resolve().parents[2]


def faults_of_simulator() -> list[str]:
    with tempfile.TemporaryDirectory(prefix='second-opinion-') as folder:
        exchanges, faults = through_the_simulator(Path(folder) / 'exchanges.jsonl')
    for exchange in exchanges:
        where = f'{exchange.operation.name} by {exchange.by}'
        faults += [f'{where}, answer {exchange.answer["status"]}: {fault}' for fault in faults_of_answer(exchange)]
        faults += [f'{where}, request: {fault}' for fault in faults_of_request(exchange)]
    counts = Counter((exchange.by, exchange.operation.name, exchange.answer['status']) for exchange in exchanges)
    for (by, operation, status), count in sorted(counts.items()):
        print(f'{count:6} {operation} by {by}, answered {status}')
    print(f'{len(exchanges):6} requests and answers read')
    return faults


def through_the_simulator(file: Path) -> tuple[list[Exchange], list[str]]:
    """All that went over the wire while the bundle and then boto3 used the simulated account; and what boto3 found wrong."""
    tsx = [str(CHECKOUT / 'node_modules' / '.bin' / 'tsx'), '--tsconfig', str(CHECKOUT / 'tsconfig.dev.json')]
    simulator = subprocess.Popen(
        [*tsx, str(CHECKOUT / 'test' / 'second-opinion' / 'record.ts'), str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        line = simulator.stdout.readline()
        if not line:
            raise RuntimeError('the bundle did not get through the story')
        place = json.loads(line)
        faults = call_everything(place['url'], place['zone'], place['zoneName'], place['group'])
        simulator.stdin.close()
        if simulator.wait(300) != 0:
            raise RuntimeError(f'the simulator ended with {simulator.returncode}')
    finally:
        simulator.kill()
    return [Exchange(**json.loads(line)) for line in file.read_text().splitlines()], faults
