package link.box.lab.resolver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How a program is made a caching resolver. */
interface Recipe {
    /** @return the program, as Debian names it */
    String program();

    /**
     * Writes the configuration.
     *
     * @param home a directory of its own
     * @param port where it is to listen, on loopback
     * @return the command that runs it in the foreground
     */
    List<String> write(Path home, int port, Upstream upstream) throws IOException;
}
