package link.box.ota;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.box.api.work.Trouble;
import link.box.common.fact.Published;
import link.box.common.file.AtomicFile;
import link.box.common.file.DiskWords;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which bundles the launcher leaves out because the Box does not get on with them (docs/adr/033). It alone writes the list. */
final class LeftOut implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("box.ota");
    private static final Pattern LINE = Pattern.compile("([^ ]{1,128}) [0-9a-f]{64} (.{0,300})");
    private static final int LIMIT = 32 << 10;

    private final Path list;
    private final Supplier<Map<String, Version>> running;
    private final Published<Trouble> trouble;

    /** @param running what runs: a bundle of which another version runs is left out no more */
    LeftOut(BundleContext context, Path directory, Supplier<Map<String, Version>> running) {
        this.list = directory.resolve("quarantine");
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
        String what = "left out is " + String.join("; ", left);
        trouble.set(new Trouble("box.ota", what, "publish another version of it, or remove " + list + " and start the Box again"), what);
    }

    private List<String> left() {
        if (Files.notExists(list)) {
            return List.of();
        }
        try {
            Map<String, Version> runs = running.get();
            return new String(AtomicFile.read(list, LIMIT), StandardCharsets.UTF_8).lines().map(LINE::matcher).filter(Matcher::matches)
                    .filter(line -> !runs.containsKey(line.group(1))).map(line -> line.group(1) + ": " + line.group(2))
                    .toList();
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
