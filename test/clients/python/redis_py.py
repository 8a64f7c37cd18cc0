import ssl
import threading
import time

import redis

from session import authorities, maximum_age, name, port, reader_endpoint, serve


class ExpectingReaderEndpoint(redis.SSLConnection):
    def _wrap_socket_with_ssl(self, sock):
        return ssl.create_default_context(cafile=authorities).wrap_socket(sock, server_hostname=reader_endpoint)


def connect():
    return redis.Redis(connection_pool=redis.ConnectionPool(connection_class=ExpectingReaderEndpoint, host=name, port=port))


def renew_connections():
    while True:
        time.sleep(maximum_age)
        reads.connection_pool.disconnect(inuse_connections=False)


reads = connect() if reader_endpoint else redis.Redis(host=name, port=port, ssl=True)
if maximum_age:
    threading.Thread(target=renew_connections, daemon=True).start()
serve(lambda: reads.info("server"))
