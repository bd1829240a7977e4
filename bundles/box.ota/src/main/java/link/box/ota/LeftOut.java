package link.box.ota;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import link.box.api.work.Trouble;
import link.box.common.fact.Published;
import link.box.common.file.DiskWords;
import link.box.common.image.Quarantined;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which bundles the launcher leaves out because the Box does not get on with them (docs/adr/033). It alone writes the list. */
final class LeftOut implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("box.ota");

    private final Path directory;
    private final Supplier<Map<String, Version>> running;
    private final Published<Trouble> trouble;

    /** @param running what runs: a bundle of which another version runs is left out no more */
    LeftOut(BundleContext context, Path directory, Supplier<Map<String, Version>> running) {
        this.directory = directory;
        this.running = running;
        this.trouble = new Published<>(context, Trouble.class);
    }

    /** Blocks for disk. */
    void tell() {
        List<String> left = left();
        if (left.isEmpty()) {
            trouble.clear("no bundle is left out any more");
            return;
        }
        String what = "Left out, so that the Box runs: " + String.join("; ", left);
        trouble.set(new Trouble("box.ota", what, "Ask its maker for another version, which is tried by itself; to try this one again: "
                + "bin/box readmit NAME, and start the Box again"), what);
    }

    private List<String> left() {
        try {
            Set<String> runs = running.get().keySet();
            List<String> out = Quarantined.leftOut(); // the list also names what the set has no more
            List<Quarantined> list = Quarantined.read(directory).stream()
                    .filter(each -> out.contains(each.sha256()) && !runs.contains(each.name())).toList();
            Stream<String> stranded = Quarantined.stranded().stream().filter(name -> !list.isEmpty() && !runs.contains(name))
                    .map(name -> name + ": it needs one of these");
            return Stream.concat(list.stream().map(each -> each.name() + ": " + each.reason()), stranded).toList();
        } catch (IOException e) {
            LOG.warn("it cannot be told which bundles are left out: {}", DiskWords.of(e));
            return List.of();
        }
    }

    @Override
    public void close() {
        trouble.close();
    }
}
