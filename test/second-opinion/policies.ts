// Prints the policies that allow changes of records, and the requests that they are tried with, for the evaluator of policies.py.
import { CHANGE, CHANGE_REQUESTS, changePolicies, keysOf, ZONE_ARN } from '../policies/change-requests';

const requests = CHANGE_REQUESTS.map((request) => ({ what: request.what, keys: keysOf(request), allowedBy: request.allowedBy }));
process.stdout.write(JSON.stringify({ action: CHANGE, resource: ZONE_ARN, policies: changePolicies(), requests }));
