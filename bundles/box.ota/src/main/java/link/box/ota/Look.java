package link.box.ota;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import link.box.common.file.AtomicFile;
import link.box.common.release.Journal;
import link.box.common.release.Release;
import link.box.common.release.ReleaseFiles;
import link.box.common.release.ReleaseKeys;
import link.box.ota.change.Home;
import link.box.ota.channel.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks what a channel offers, and keeps nothing of it but what must not be forgotten. Methods block for network and disk. Not
 * thread-safe.
 */
final class Look {
    private static final Logger LOG = LoggerFactory.getLogger("box.ota");
    /** At one a year a Box may lie in a drawer for longer than it lasts. */
    private static final int CHANGES = 100;

    private final Path jwks;
    private final Instant built;
    private final ReleaseFiles files;
    private final Rules rules;
    private final Said said;

    /** @param home whose keys are believed, and which was made before now */
    Look(Home home, ReleaseFiles files, Rules rules, Said said) {
        this.jwks = home.keys();
        this.built = home.built();
        this.files = files;
        this.rules = rules;
        this.said = said;
    }

    /**
     * @param now empty while the clock is not known
     * @return what may be taken; empty if the channel holds nothing
     * @throws Refused it may not be taken; other failures are those of the way there
     */
    Optional<Offer> at(Channel channel, Journal journal, Optional<Instant> now) throws IOException {
        ReleaseKeys known = known();
        Optional<byte[]> document = channel.release();
        if (document.isEmpty()) {
            return Optional.empty();
        }
        byte[] payload = verify(walk(known, channel), document.get());
        Offer offer = new Offer(parse(payload), document.get());
        rules.check(offer.release(), journal.seen(said.sequence()), said.latest(built), now); // a journal that was damaged has begun anew
        said.hear(offer.release(), payload);
        keep(offer, journal);
        return Optional.of(offer);
    }

    /** What is damaged on disk is fetched anew. */
    private ReleaseKeys known() throws IOException {
        ReleaseKeys image = ReleaseKeys.ofImage(jwks);
        if (image.isEmpty()) {
            throw new Refused("the image holds no key of a vendor (" + jwks + "), so no release can be believed",
                    "flash an image with the vendor's keys, or leave ota.channel empty");
        }
        try {
            return ReleaseKeys.chain(jwks, files.keys());
        } catch (IOException e) {
            LOG.warn("the changes of keys on disk are of no use and are fetched again: {}", e.getMessage());
            return image;
        }
    }

    private ReleaseKeys walk(ReleaseKeys known, Channel channel) throws IOException {
        ReleaseKeys keys = known;
        for (int steps = 0; steps < CHANGES; steps++) {
            Optional<byte[]> change = channel.keys(keys.number() + 1);
            if (change.isEmpty()) {
                return keys;
            }
            keys = next(keys, change.get());
            keep(files.keys().resolve(keys.number() + ".json"), change.get());
            LOG.info("the vendor's keys have changed (change {})", keys.number());
        }
        return keys;
    }

    private static ReleaseKeys next(ReleaseKeys keys, byte[] change) throws Refused {
        try {
            return keys.next(change);
        } catch (IOException e) {
            throw new Refused("change " + (keys.number() + 1) + " of the release keys is not believed: " + e.getMessage(),
                    "publish one that is signed by a key before it and by a new one");
        }
    }

    private static byte[] verify(ReleaseKeys keys, byte[] document) throws Refused {
        try {
            return keys.verify(document, Release.TYPE);
        } catch (IOException e) {
            throw new Refused("the channel's release is not believed: " + e.getMessage(),
                    "look whether ota.channel is the vendor's, who has to sign with a key that this image knows");
        }
    }

    private static Release parse(byte[] payload) throws Refused {
        try {
            return Release.parse(payload);
        } catch (IOException e) {
            throw new Refused("the channel's release is signed, and cannot be used: " + e.getMessage(), "publish one that can be");
        }
    }

    /** The number first, so that it counts from now on; and the set that runs may have been signed anew, with a key that has come. */
    private void keep(Offer offer, Journal journal) throws IOException {
        if (offer.sequence() > journal.highest()) {
            Disk.write(files.keys().resolveSibling("journal"), () -> files.step(now -> now.seen(offer.sequence())));
        }
        Path document = files.document(offer.sequence());
        if (Files.exists(document) && !same(document, offer.document())) {
            keep(document, offer.document());
        }
    }

    /** What is damaged or too large is not. */
    private static boolean same(Path file, byte[] content) {
        try {
            return Arrays.equals(AtomicFile.read(file, Channel.DOCUMENT), content);
        } catch (IOException e) {
            return false;
        }
    }

    private static void keep(Path file, byte[] content) throws IOException {
        Disk.write(file, () -> {
            AtomicFile.directory(file.getParent());
            AtomicFile.write(file, content);
        });
    }
}
