"""Why a TLS server is not believed, in words: PJSIP only says that it is not.

The same handshake is tried once more with Python's own TLS. It waits for the network, so it is for worker threads only.
"""

import socket
import ssl

from softphone.adapters.sip.network.addresses import Place
from softphone.adapters.sip.network.doors import TlsChoice

WITHIN_S = 3.0
SIPS_PORT = 5061


def why_tls_fails(server: Place, choice: TlsChoice) -> str:
    """Say what is wrong with a server; nothing where all is well by now."""
    try:
        with (
            socket.create_connection((server.host, server.port or SIPS_PORT), WITHIN_S) as plain,
            _context(choice).wrap_socket(plain, server_hostname=server.host),
        ):
            return ""
    except ssl.SSLCertVerificationError as error:
        return f"the certificate of {server.host} is not accepted: {error.verify_message}"
    except ssl.SSLError as error:
        return f"{server.host} does not agree on TLS {choice.oldest} or newer: {error.reason or error}"
    except TimeoutError:
        return f"{server.host} does not answer"
    except OSError as error:
        return f"{server.host} cannot be reached: {error.strerror or error}"


def _context(choice: TlsChoice) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if choice.ca_file:
        context.load_verify_locations(choice.ca_file)
    if not choice.is_verified:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_3 if choice.oldest == "1.3" else ssl.TLSVersion.TLSv1_2
    return context
