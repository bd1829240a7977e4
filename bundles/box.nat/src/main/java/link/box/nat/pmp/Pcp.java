package link.box.nat.pmp;

import java.io.IOException;
import java.net.Inet4Address;
import java.security.SecureRandom;
import java.util.Optional;
import link.box.nat.router.Deadline;
import link.box.nat.router.Question;
import link.box.nat.router.Router;

/**
 * PCP (RFC 6887), which has no request for the address alone. What it proposes, a short MAP (section 11.6), opens a port. So this asks for
 * a PEER of no lifetime: PEER shortens and deletes nothing, and what lasts no time is not made. A server that tells the address with its
 * answer has told it; one that does not is left alone.
 */
public final class Pcp implements Question {
    private final SecureRandom random = new SecureRandom();
    private final int port;

    /** At the router's usual port. */
    public Pcp() {
        this(Exchange.PORT);
    }

    Pcp(int port) {
        this.port = port;
    }

    @Override
    public String protocol() {
        return "PCP";
    }

    @Override
    public Inet4Address ask(Router router, Deadline deadline) throws IOException {
        byte[] nonce = new byte[PeerRequest.NONCE];
        random.nextBytes(nonce);
        return Exchange.with(router, port, new Form(router, nonce), deadline);
    }

    private static final class Form implements Exchange.Form {
        private final Router router;
        private final byte[] nonce;
        private PeerRequest request;

        private Form(Router router, byte[] nonce) {
            this.router = router;
            this.nonce = nonce;
        }

        @Override
        public byte[] request(int from) {
            request = new PeerRequest(router.own(), from, nonce);
            return request.bytes();
        }

        @Override
        public Optional<Inet4Address> read(byte[] datagram) throws IOException {
            return new PeerAnswer(datagram).to(request);
        }
    }
}
