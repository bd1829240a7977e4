package link.box.https;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.box.common.file.Data;
import link.box.common.file.DiskWords;
import link.box.common.file.KeptFile;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many times a certificate was replaced by another for the same names, up to the number that is enough. Kept on disk; what is lost
 * counts as never. Thread-safe.
 */
final class Renewals {
    private static final int ENOUGH = 2;
    private static final int LIMIT = 1 << 16;
    private static final Pattern FORM = Pattern.compile("count: ([0-" + ENOUGH + "])\nnames: ([^\n]+)\n");
    private static final Logger LOG = LoggerFactory.getLogger("box.https");

    private record Count(int times, Set<String> names) {
    }

    private final BundleContext context;
    private volatile Count count;

    /** Reads what is stored; blocks for disk, never throws. */
    Renewals(BundleContext context) {
        this.context = context;
        this.count = stored();
    }

    boolean proven(KeyAndChain served) {
        return times(names(served)) == ENOUGH;
    }

    /**
     * Blocks for disk.
     *
     * @param before what was in service until now, or null
     */
    void replaced(KeyAndChain before, KeyAndChain next) {
        Set<String> names = names(next);
        if (before == null || !names(before).equals(names)) {
            keep(new Count(0, names));
        } else if (!before.leaf().equals(next.leaf())) {
            keep(new Count(Math.min(ENOUGH, times(names) + 1), names));
        }
    }

    private int times(Set<String> names) {
        Count now = count;
        return now.names.equals(names) ? now.times : 0;
    }

    private void keep(Count next) {
        if (next.equals(count)) {
            return;
        }
        count = next;
        try {
            file().write("count: " + next.times + "\nnames: " + String.join(" ", next.names) + "\n");
        } catch (IOException e) {
            LOG.warn("cannot remember that the certificate was renewed: {}", DiskWords.of(e));
        }
    }

    private Count stored() {
        try {
            return file().read(Renewals::parse, Renewals::damaged).orElse(new Count(0, Set.of()));
        } catch (IOException e) {
            LOG.warn("the count of renewals begins anew: {}", DiskWords.of(e));
            return new Count(0, Set.of());
        }
    }

    private static void damaged(IOException why) {
        LOG.warn("the count of renewals is damaged, and goes on from the one before: {}", DiskWords.of(why));
    }

    private KeptFile file() throws IOException {
        return new KeptFile(Data.of(context).resolve("renewals"), LIMIT);
    }

    private static Count parse(String text) throws IOException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IOException("it is no count of renewals");
        }
        return new Count(Integer.parseInt(form.group(1)), new TreeSet<>(Set.of(form.group(2).split(" "))));
    }

    private static Set<String> names(KeyAndChain pair) {
        return new TreeSet<>(pair.names());
    }
}
