package link.cloud.tunnel.hello;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Finds the name in the first message of a TLS client (RFC 8446, section 4.1.2; RFC 6066, section 3) while its bytes arrive in any
 * portions and records. The message is copied out of its records, and each byte is looked at once; the bytes as they came are the
 * caller's to keep and pass on. Not thread-safe.
 */
public final class ClientHello {
    /** Most bytes on the wire, with the records' heads. */
    public static final int LIMIT = 16 * 1024;
    /** First byte of a record that carries a handshake. */
    public static final byte HANDSHAKE = 22;

    private static final int RECORD_HEAD = 5;
    private static final int MAJOR = 3;
    private static final byte CLIENT_HELLO = 1;
    private static final int MESSAGE_HEAD = 4;
    private static final int FIRST_ROOM = 2048;

    private ByteBuffer message = ByteBuffer.allocate(FIRST_ROOM);
    private int seen;
    private int left;

    /**
     * Looks at what has arrived.
     *
     * @param wire everything that has arrived so far, from the connection's first byte to the limit; is left as it is
     * @return the name asked for, in lower case; empty if more has to come first
     * @throws BadHello it is no ClientHello, too large, or has no name
     */
    public Optional<String> read(ByteBuffer wire) throws BadHello {
        int start = wire.position();
        while (wire.limit() - start > seen && !complete()) {
            if (left == 0) {
                if (wire.limit() - start - seen < RECORD_HEAD) {
                    early(wire, start + seen);
                    break;
                }
                record(wire, start + seen);
            } else {
                take(wire, start + seen);
            }
        }
        if (complete()) {
            message.flip().position(MESSAGE_HEAD).limit(MESSAGE_HEAD + length());
            return Optional.of(ServerName.in(message));
        }
        if (wire.remaining() >= LIMIT) {
            throw new BadHello(Alert.RECORD_OVERFLOW, "a ClientHello of more than " + LIMIT + " bytes");
        }
        return Optional.empty();
    }

    /** A record that is refused by its first byte need not be waited for. */
    private static void early(ByteBuffer wire, int at) throws BadHello {
        if (wire.get(at) != HANDSHAKE) {
            throw new BadHello(Alert.UNEXPECTED_MESSAGE, "no handshake record");
        }
    }

    private void record(ByteBuffer wire, int at) throws BadHello {
        early(wire, at);
        left = Short.toUnsignedInt(wire.getShort(at + RECORD_HEAD - Short.BYTES));
        if (wire.get(at + 1) != MAJOR || left == 0) {
            throw new BadHello(Alert.DECODE_ERROR, "not a record of TLS");
        }
        if (left > LIMIT) {
            throw new BadHello(Alert.RECORD_OVERFLOW, "a record of " + left + " bytes");
        }
        seen += RECORD_HEAD;
    }

    private void take(ByteBuffer wire, int at) throws BadHello {
        int size = Math.min(left, wire.limit() - at);
        if (message.remaining() < size) {
            message = ByteBuffer.allocate(Math.max(2 * message.capacity(), message.position() + size)).put(message.flip());
        }
        message.put(wire.slice(at, size));
        seen += size;
        left -= size;
        if (message.get(0) != CLIENT_HELLO) {
            throw new BadHello(Alert.UNEXPECTED_MESSAGE, "a handshake that begins with message " + message.get(0));
        }
        if (message.position() >= MESSAGE_HEAD && length() > LIMIT) {
            throw new BadHello(Alert.RECORD_OVERFLOW, "a ClientHello of " + length() + " bytes");
        }
    }

    private boolean complete() {
        return message.position() >= MESSAGE_HEAD && message.position() - MESSAGE_HEAD >= length();
    }

    private int length() {
        return message.getInt(0) & 0xFFFFFF;
    }
}
