package link.box.rebind;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import link.box.api.dns.RecordSet;
import link.box.api.identity.BoxNames;

/** The names of one round: nobody can have asked for them before, so no cache knows them. */
record TestNames(String nonce, String before, String secret, String after) {
    private static final Duration TTL = Duration.ofSeconds(60);
    private static final int BYTES = 8;

    static TestNames fresh(BoxNames names, SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return of(names, HexFormat.of().formatHex(bytes));
    }

    static TestNames of(BoxNames names, String nonce) {
        return new TestNames(nonce, names.below("c-" + nonce), names.below("p-" + nonce), names.below("k-" + nonce));
    }

    /** What puts them into the zone. */
    List<RecordSet> leading(String control, String home) {
        return List.of(set(before, control), set(secret, home), set(after, control));
    }

    /** What takes them out again. */
    List<RecordSet> removed() {
        return Stream.of(before, secret, after).map(name -> new RecordSet(name, RecordSet.Type.A, TTL, List.of())).toList();
    }

    private static RecordSet set(String name, String value) {
        return new RecordSet(name, RecordSet.Type.A, TTL, List.of(value));
    }
}
