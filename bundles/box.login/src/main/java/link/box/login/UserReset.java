package link.box.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private static final int LIMIT = 1024;

    private final Desk desk;
    private final Connected connected;
    private final Path heeded;
    private final List<Path> places = new ArrayList<>();

    @Activate
    public UserReset(BundleContext context, @Reference Desk desk, @Reference Connected connected,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Desk.Config config) throws IOException {
        this.desk = desk;
        this.connected = connected;
        this.heeded = Data.of(context).resolve("reset.heeded");
        places.add(Data.root(context).resolve(NAME));
        if (!config.reset_file().isBlank()) {
            places.add(Path.of(config.reset_file()));
        }
        worker.every(LOOK, "look for a file " + NAME, this::look);
    }

    @Override
    public void reset() throws IOException {
        desk.reset();
        connected.revokeAll();
    }

    private void look() throws IOException {
        for (Path place : places) {
            if (Files.exists(place) && !mark(place).equals(lastHeeded())) {
                LOG.warn("{} is there", place);
                reset();
                remove(place);
            }
        }
    }

    /** What cannot be removed, as from a medium that is read-only, counts once. */
    private void remove(Path place) throws IOException {
        AtomicFile.write(heeded, mark(place).getBytes(StandardCharsets.UTF_8));
        try {
            Files.delete(place);
        } catch (IOException e) {
            LOG.warn("{} cannot be removed, and counts no more: {}", place, e.getMessage());
        }
    }

    private String lastHeeded() throws IOException {
        return Files.exists(heeded) ? new String(AtomicFile.read(heeded, LIMIT), StandardCharsets.UTF_8) : "";
    }

    private static String mark(Path place) throws IOException {
        return "version: 1\n" + place + "\n" + Files.getLastModifiedTime(place) + "\n";
    }
}
