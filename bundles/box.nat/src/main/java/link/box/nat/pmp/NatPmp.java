package link.box.nat.pmp;

import java.io.IOException;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import link.box.nat.router.Deadline;
import link.box.nat.router.Question;
import link.box.nat.router.Router;
import link.box.nat.router.Told;

/**
 * NAT-PMP (RFC 6886, section 3.2): the one of its requests that asks for the address alone. The epoch in the answer is for who has
 * mappings to lose; we have none.
 */
public final class NatPmp implements Question {
    private static final byte[] REQUEST = {0, 0};
    private static final byte ANSWER = (byte) 128;
    private static final int LENGTH = 12;
    private static final int WITH_RESULT = 4;
    private static final int ADDRESS = 8;
    private static final byte PCP = 2;

    private final int port;

    /** At the router's usual port. */
    public NatPmp() {
        this(Exchange.PORT);
    }

    NatPmp(int port) {
        this.port = port;
    }

    @Override
    public String protocol() {
        return "NAT-PMP";
    }

    @Override
    public Inet4Address ask(Router router, Deadline deadline) throws IOException {
        return Exchange.with(router, port, new Form(), deadline);
    }

    private static final class Form implements Exchange.Form {
        @Override
        public byte[] request(int from) {
            return REQUEST;
        }

        @Override
        public Optional<Inet4Address> read(byte[] datagram) throws IOException {
            if (datagram.length < WITH_RESULT) {
                return Optional.empty();
            }
            if (datagram[0] == PCP) {
                throw new IOException("it speaks PCP only");
            }
            if (datagram[0] != 0 || datagram[1] != ANSWER) {
                return Optional.empty();
            }
            int result = ByteBuffer.wrap(datagram).getShort(2);
            if (result != 0) {
                throw new IOException("it refuses with code " + result);
            }
            return datagram.length == LENGTH ? Optional.of(Told.address(Arrays.copyOfRange(datagram, ADDRESS, LENGTH))) : Optional.empty();
        }
    }
}
