package link.box.nat.pmp;

import java.io.IOException;
import java.net.Inet4Address;
import java.util.Arrays;
import java.util.Optional;
import link.box.nat.router.Told;

/** What a PCP server sent back (RFC 6887, sections 7.2 and 12.2). */
record PeerAnswer(byte[] bytes) {
    private static final byte RESPONSE = (byte) 0x80;
    private static final int RESULT = 3;
    private static final int HEADER = 24;
    private static final int SUBJECT = HEADER;
    private static final int SUBJECT_END = SUBJECT + PeerRequest.NONCE + 6;
    private static final int ASSIGNED = SUBJECT_END + 2;
    private static final int REMOTE = ASSIGNED + 16;
    private static final int REMOTE_END = REMOTE + 20;

    /** @return the address outside, whatever the result: an error without it repeats our zeros; empty if it answers something else */
    Optional<Inet4Address> to(PeerRequest request) throws IOException {
        if (bytes.length < HEADER || bytes.length % 4 != 0 || bytes[0] != PeerRequest.VERSION
                || bytes[1] != (RESPONSE | PeerRequest.PEER)) {
            return Optional.empty();
        }
        if (bytes.length < PeerRequest.LENGTH) {
            return refusal();
        }
        if (!repeats(SUBJECT, SUBJECT_END, request.subject()) || !repeats(REMOTE, REMOTE_END, request.remote())) {
            return Optional.empty();
        }
        byte[] assigned = Arrays.copyOfRange(bytes, ASSIGNED, REMOTE);
        if (!mapped(assigned) || bytes[RESULT] != 0 && unspecified(assigned)) {
            return refusal();
        }
        return Optional.of(Told.address(Arrays.copyOfRange(assigned, 12, 16)));
    }

    private Optional<Inet4Address> refusal() throws IOException {
        if (bytes[RESULT] == 0) {
            return Optional.empty();
        }
        throw new IOException("it refuses with code " + (bytes[RESULT] & 0xff));
    }

    private boolean repeats(int from, int to, byte[] sent) {
        return Arrays.equals(bytes, from, to, sent, 0, sent.length);
    }

    private static boolean mapped(byte[] sixteen) {
        return Arrays.equals(sixteen, 0, 12, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1}, 0, 12);
    }

    private static boolean unspecified(byte[] sixteen) {
        return Arrays.equals(sixteen, 12, 16, new byte[4], 0, 4);
    }
}
