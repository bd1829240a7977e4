package link.box.nat.pmp;

import java.net.Inet4Address;
import java.nio.ByteBuffer;

/**
 * A PCP request with opcode PEER (RFC 6887, sections 7.1 and 12.1) and lifetime 0, from a port of ours to a host that does not exist.
 *
 * @param own the Box's address
 * @param port that it is sent from, so it is no other program's
 * @param nonce by which the answer is known
 */
record PeerRequest(Inet4Address own, int port, byte[] nonce) {
    static final byte VERSION = 2;
    static final byte PEER = 2;
    static final int NONCE = 12;
    static final int LENGTH = 80;
    private static final int CLIENT = 8;
    private static final byte UDP = 17;
    private static final byte[] NOBODY = {0, 0, 0, 0};
    /** Of a network for documentation (RFC 5737). */
    private static final byte[] NO_HOST = {(byte) 192, 0, 2, 1};
    private static final short DISCARD = 9;

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
        bytes.put(VERSION).put(PEER).position(CLIENT);
        mapped(bytes, own.getAddress());
        return bytes.put(subject()).put(suggested()).put(remote()).array();
    }

    /** What the answer has to repeat: nonce, protocol, internal port. */
    byte[] subject() {
        return ByteBuffer.allocate(NONCE + 6).put(nonce).putInt(UDP << 24).putShort((short) port).array();
    }

    /** What the answer has to repeat: port and address of the peer. */
    byte[] remote() {
        return mapped(ByteBuffer.allocate(20).putShort(DISCARD).putShort((short) 0), NO_HOST).array();
    }

    private static byte[] suggested() {
        return mapped(ByteBuffer.allocate(18).putShort((short) 0), NOBODY).array();
    }

    /** An IPv4 address as PCP writes it (RFC 6887, section 5). */
    private static ByteBuffer mapped(ByteBuffer bytes, byte... four) {
        return bytes.put(new byte[10]).putShort((short) 0xffff).put(four);
    }
}
