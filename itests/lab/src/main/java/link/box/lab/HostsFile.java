package link.box.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The lab's names for JVMs that run with {@code -Djdk.net.hosts.file}: they know these names and no others. */
public final class HostsFile {
    private final Path path;

    /** @param path is made new */
    public HostsFile(Path path) throws IOException {
        this.path = path;
        Files.writeString(path, "127.0.0.1 localhost\n");
    }

    /** Adds names for an address. */
    public void add(String address, String... names) throws IOException {
        Files.writeString(path, address + " " + String.join(" ", names) + "\n", StandardOpenOption.APPEND);
    }

    /** @return the JVM option */
    public String option() {
        return "-Djdk.net.hosts.file=" + path;
    }
}
