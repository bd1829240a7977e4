package link.box.pagekite;

import java.io.IOException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocketFactory;
import link.box.common.tls.Trust;

/**
 * TLS that believes one certificate. Kept as long as that is the Box's: a visit after the first resumes the session (RFC 8446, section
 * 2.2), which only who holds its secret can, and costs no signature and hardly any memory. For one thread.
 */
final class OwnTrust {
    private X509Certificate believed;
    private SSLSocketFactory sockets;

    /** @throws IOException TLS cannot be set up */
    SSLSocketFactory in(X509Certificate own) throws IOException {
        if (!own.equals(believed)) {
            sockets = Trust.context(Trust.pin(own), null).getSocketFactory();
            believed = own;
        }
        return sockets;
    }
}
