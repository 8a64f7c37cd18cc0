"""What clients and emulators that nobody here wrote say of our simulator and our bundle."""
from __future__ import annotations

import sys

from bundle_on_moto import faults_on_moto
from limits import faults_of_tables
from named import faults_beside_named
from policies import faults_of_policies
from simulator_read import faults_of_simulator


def main() -> int:
    print('\nThe bundle on moto\'s ElastiCache and Route 53')
    faults = faults_on_moto()
    print('\nboto3 calls the simulator; botocore reads every request and answer of the simulator, the bundle\'s among them')
    faults += faults_of_simulator()
    print('\nbotocore reads the tables that product and simulator are held against')
    faults += faults_of_tables()
    print('\nministack judges the policies by which records are changed')
    faults += faults_of_policies()
    print('\nBIND answers for the same zone as the simulated name server')
    faults += faults_beside_named()
    for fault in sorted(set(faults)):
        print(f'FAULT  {fault}')
    print(f'\n{len(faults)} faults')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
