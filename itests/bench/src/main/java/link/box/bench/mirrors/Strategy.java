package link.box.bench.mirrors;

import java.io.IOException;
import java.util.List;

/** How names are led to another address. */
interface Strategy {
    /**
     * Returns once the zone has acknowledged.
     *
     * @return the names to announce, in the order to try
     */
    List<String> lead(String address) throws IOException, InterruptedException;
}
