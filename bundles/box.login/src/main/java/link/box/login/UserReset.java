package link.box.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import link.box.api.access.Owners;
import link.box.api.work.Worker;
import link.box.common.file.AtomicFile;
import link.box.common.file.Data;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes all users when somebody at the Box asks for it: who can put a file there, or use its console, owns it. */
@Component(immediate = true, configurationPid = "link.box.login")
public final class UserReset implements Owners {
    private static final Logger LOG = LoggerFactory.getLogger("box.login");
    private static final String NAME = "reset-users";
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final int LIMIT = 8192;

    private final Desk desk;
    private final Connected connected;
    /** Where such a file may be, and where its last one is noted. */
    private final Map<Path, Path> places = new LinkedHashMap<>();

    @Activate
    public UserReset(BundleContext context, @Reference Desk desk, @Reference Connected connected,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Desk.Config config) throws IOException {
        this.desk = desk;
        this.connected = connected;
        places.put(Data.root(context).resolve(NAME), Data.of(context).resolve("reset.heeded"));
        if (!config.reset_file().isBlank()) {
            places.put(Path.of(config.reset_file()), Data.of(context).resolve("reset.file.heeded"));
        }
        worker.every(LOOK, "look for a file " + NAME, this::look);
    }

    @Override
    public void reset() throws IOException {
        try {
            desk.reset();
        } finally {
            connected.revokeAll();
        }
    }

    private void look() throws IOException {
        for (Map.Entry<Path, Path> each : places.entrySet()) {
            Path place = each.getKey();
            if (Files.exists(place) && !mark(place).equals(last(each.getValue()))) {
                LOG.warn("{} is there", place);
                reset();
                AtomicFile.write(each.getValue(), mark(place).getBytes(StandardCharsets.UTF_8));
                remove(place);
            }
        }
    }

    /** What cannot be removed, as from a medium that is read-only, counts once. */
    private static void remove(Path place) {
        try {
            Files.delete(place);
        } catch (IOException e) {
            LOG.warn("{} cannot be removed, and counts no more: {}", place, e.getMessage());
        }
    }

    private static String last(Path heeded) throws IOException {
        return Files.exists(heeded) ? new String(AtomicFile.read(heeded, LIMIT), StandardCharsets.UTF_8) : "";
    }

    private static String mark(Path place) throws IOException {
        return "version: 1\n" + place + "\n" + Files.getLastModifiedTime(place) + "\n";
    }
}
