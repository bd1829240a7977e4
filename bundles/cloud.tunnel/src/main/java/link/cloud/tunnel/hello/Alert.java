package link.cloud.tunnel.hello;

import java.nio.ByteBuffer;

/** Why a TLS client is sent away, in its own language: a fatal alert (RFC 8446, section 6) before any handshake. */
public enum Alert {
    /** What came is no ClientHello. */
    UNEXPECTED_MESSAGE(10),
    /** A record or hello that is larger than may be. */
    RECORD_OVERFLOW(22),
    /** Lengths that do not fit. */
    DECODE_ERROR(50),
    /** A name that is none, or two of them. */
    ILLEGAL_PARAMETER(47),
    /** No place at the moment. */
    INTERNAL_ERROR(80),
    /** The hello does not say whom it is for (section 9.2). */
    MISSING_EXTENSION(109),
    /** Nobody of that name is here (RFC 6066, section 3). */
    UNRECOGNIZED_NAME(112);

    private static final byte RECORD = 21;
    private static final byte FATAL = 2;
    private final byte code;

    Alert(int code) {
        this.code = (byte) code;
    }

    /** @return the alert as a record of TLS 1.2's version, which all clients read */
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(new byte[] {RECORD, 3, 3, 0, 2, FATAL, code});
    }
}
