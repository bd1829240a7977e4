package link.box.features.release;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import link.box.common.release.Release;
import link.box.common.release.ReleaseKeys;
import link.box.common.release.SignedDocument;

/** {@code rotate}: a new key comes, others go. Boxes follow by the signed change, new images begin with the new set. */
final class Rotate {
    static final Set<String> VALUED = Set.of("--channel", "--jwks", "--key", "--new", "--drop");

    private Rotate() {
    }

    static void run(Options options, PrintStream out) throws IOException {
        Channel channel = new Channel(Path.of(options.one("--channel")));
        Path jwks = options.file("--jwks");
        KeyFile old = KeyFile.read(options.file("--key"));
        KeyFile added = KeyFile.read(options.file("--new"));
        ReleaseKeys keys = ReleaseKeys.chain(jwks, channel.keys());
        ReleaseKeys next = next(keys, added, options);
        Map<String, PrivateKey> signers = Map.of(old.kid(), old.privateKey(), added.kid(), added.privateKey());
        byte[] change = SignedDocument.sign(next.payload(), ReleaseKeys.TYPE, signers);
        keys.next(change);
        // believed before and after the change, whichever of the two a Box sees first
        Optional<byte[]> payload = channel.payload(keys);
        if (payload.isPresent()) {
            channel.release(SignedDocument.sign(payload.get(), Release.TYPE, signers));
        }
        channel.change(next.number(), change);
        Channel.publish(jwks, next.payload());
        out.println("change " + next.number() + " of keys; from now on " + String.join(", ", next.keys().keySet())
                + "\nimages made from now on take the new " + jwks);
    }

    private static ReleaseKeys next(ReleaseKeys keys, KeyFile added, Options options) {
        Map<String, PublicKey> next = new LinkedHashMap<>(keys.keys());
        for (String kid : options.all("--drop")) {
            if (next.remove(kid) == null) {
                throw new IllegalArgumentException(kid + " is none of the keys, which are " + String.join(", ", keys.keys().keySet()));
            }
        }
        next.put(added.kid(), added.publicKey());
        return ReleaseKeys.of(next, keys.number() + 1);
    }
}
