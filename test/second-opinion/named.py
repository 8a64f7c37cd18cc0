"""BIND answers for the same zone as the simulated name server: whatever they say differently is a fault of ours."""
from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import dns.exception
import dns.flags
import dns.message
import dns.query
import dns.rcode
import dns.rdatatype
import dns.rrset

CHECKOUT = Path(__file__).resolve().parents[2]
TABLE = json.loads((CHECKOUT / 'test' / 'truth' / 'dns-zone.json').read_text())


def faults_beside_named() -> list[str]:
    tsx = [str(CHECKOUT / 'node_modules' / '.bin' / 'tsx'), '--tsconfig', str(CHECKOUT / 'tsconfig.dev.json')]
    ours = subprocess.Popen([*tsx, str(CHECKOUT / 'test' / 'second-opinion' / 'named-zone.ts')], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        place = json.loads(ours.stdout.readline())
        with tempfile.TemporaryDirectory(prefix='named-') as folder:
            named, port = start_named(Path(folder), place['zone'])
            try:
                faults = [fault for question in TABLE['questions'] for fault in compared(question, place['port'], port)]
            finally:
                named.terminate()
                named.wait(10)
    finally:
        ours.stdin.close()
        ours.kill()
    print(f'{len(TABLE["questions"]):6} questions, of which BIND and the simulator answer {len(faults)} differently')
    return faults


def start_named(folder: Path, zone: str) -> tuple[subprocess.Popen, int]:
    program = found_named()
    port = free_port()
    (folder / 'zone').write_text(zone + '\n')
    (folder / 'named.conf').write_text(f'''
        options {{
          directory "{folder}"; pid-file none; session-keyfile none; managed-keys-directory "{folder}";
          listen-on port {port} {{ 127.0.0.1; }}; listen-on-v6 {{ none; }};
          recursion no; minimal-responses yes; dnssec-validation no; notify no;
          rrset-order {{ order none; }};
        }};
        controls {{ }};
        zone "{TABLE['zone']}" {{ type primary; file "zone"; check-names ignore; check-integrity no; }};
    ''')
    named = subprocess.Popen([program, '-g', '-c', str(folder / 'named.conf')], stderr=(folder / 'log').open('w'))
    for _ in range(100):
        time.sleep(0.1)
        try:
            if dns.query.udp(query(f'{TABLE["zone"]} SOA'), '127.0.0.1', port=port, timeout=0.5).rcode() == dns.rcode.NOERROR:
                return named, port
        except OSError:
            pass
        except dns.exception.Timeout:
            pass
    named.kill()
    raise RuntimeError(f'BIND does not answer for the zone: {(folder / "log").read_text()}')


def found_named() -> str:
    for installed in (False, True):
        if installed:
            script = f'import {{ aptInstall }} from {json.dumps((CHECKOUT / "scripts" / "apt-install.mjs").as_uri())}; aptInstall("bind9");'
            subprocess.run(['node', '--input-type=module', '-e', script], check=True)
        program = shutil.which('named') or shutil.which('named', path='/usr/sbin')
        if program:
            return program
    raise RuntimeError('BIND is needed (Debian, Ubuntu: sudo apt-get install bind9)')


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def query(question: str) -> dns.message.QueryMessage:
    name, kind = question.split()
    made = dns.message.make_query(name, kind)
    made.flags &= ~dns.flags.RD
    return made


def compared(question: str, our_port: int, named_port: int) -> list[str]:
    ours, theirs = (said(dns.query.udp(query(question), '127.0.0.1', port=port, timeout=5)) for port in (our_port, named_port))
    return [f'{question}: {part} is {theirs[part]} in BIND, got: {ours[part]}' for part in theirs if ours[part] != theirs[part]]


def said(answer: dns.message.Message) -> dict[str, object]:
    """Without what the simulated server never sends: name servers and their addresses beside an answer."""
    authority = [line for section in answer.authority if section.rdtype == dns.rdatatype.SOA for line in lines(section)]
    return {
        'the code': dns.rcode.to_text(answer.rcode()),
        'authoritative': bool(answer.flags & dns.flags.AA),
        'the answer': sorted(line for section in answer.answer for line in lines(section)),
        'the authority': authority,
    }


def lines(section: dns.rrset.RRset) -> list[str]:
    return [f'{section.name.to_text().lower()} {section.ttl} {dns.rdatatype.to_text(section.rdtype)} {data.to_text().lower()}' for data in section]
