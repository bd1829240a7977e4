package link.box.common.release;

import static link.box.common.release.NamedBundle.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a vendor wants a Box to run: the whole set, not a difference (docs/adr/032). Immutable.
 *
 * @param channel which channel it belongs to
 * @param sequence counts releases of a channel, from 1; it never goes back
 * @param released when it was made
 * @param expires until when it may be taken
 * @param launcher the lowest version of the launcher that can run it
 * @param restart whether the vendor wants a restart; a Box also restarts when it finds that it has to
 * @param downgrades symbolic names of bundles that may be older than what runs
 * @param bundles in the order of their start
 */
public record Release(String channel, long sequence, Instant released, Instant expires, String launcher, boolean restart,
        Set<String> downgrades, List<NamedBundle> bundles) {
    /** The {@code typ} of its signed document. */
    public static final String TYPE = "box-release+jws";
    /** How many bundles it names at most. */
    public static final int BUNDLES = 200;

    private static final Pattern CHANNEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /** @throws IllegalArgumentException a bound of docs/adr/032 is not kept; the message says which */
    public Release {
        check(CHANNEL.matcher(channel).matches(), channel, "is no name of a channel: lower case, digits, \"-\", 32 characters");
        check(sequence >= 1 && sequence <= Journal.LAST, Long.toString(sequence), "is no sequence number: 1 to " + Journal.LAST);
        check(released.isAfter(EARLIEST), released.toString(), "is no time of a release");
        check(expires.isAfter(released) && expires.isBefore(LATEST), expires.toString(),
                "is no time to expire: that is after the release");
        check(NamedBundle.isVersion(launcher), launcher, "is no version of a launcher");
        bundles = List.copyOf(bundles);
        Set<String> names = names(bundles);
        check(names.containsAll(downgrades), String.join(", ", downgrades), "may be downgraded, and it is not among the bundles");
        downgrades = Collections.unmodifiableSet(new TreeSet<>(downgrades));
    }

    /**
     * @param payload of a signed document of {@link #TYPE}, once the signature was verified
     * @throws IOException it is no release of version 1, or does not keep the bounds; says what is wrong, in a sentence
     */
    public static Release parse(byte[] payload) throws IOException {
        return ReleaseJson.parse(payload);
    }

    /** @return what the vendor signs; the same release gives the same bytes */
    public byte[] payload() {
        return ReleaseJson.of(this).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Set<String> names(List<NamedBundle> bundles) {
        check(!bundles.isEmpty() && bundles.size() <= BUNDLES, Integer.toString(bundles.size()),
                "is no number of bundles: 1 to " + BUNDLES);
        Set<String> names = new HashSet<>();
        long size = 0;
        for (NamedBundle bundle : bundles) {
            check(names.add(bundle.name()), bundle.name(), "is named twice");
            size += bundle.size();
        }
        check(size <= NamedBundle.LARGEST, Long.toString(size), "bytes are more than a release may have: " + NamedBundle.LARGEST);
        return names;
    }
}
