import threading
import time

import redis

from session import authorities, by_default, maximum_age, name, port, serve


def connect():
    return redis.Redis(host=name, port=port, ssl=True, ssl_ca_certs=authorities, ssl_check_hostname=False)


def renew_connections():
    while True:
        time.sleep(maximum_age)
        reads.connection_pool.disconnect(inuse_connections=False)


reads = redis.Redis(host=name, port=port, ssl=True) if by_default else connect()
if maximum_age:
    threading.Thread(target=renew_connections, daemon=True).start()
serve(lambda: reads.info("server"))
