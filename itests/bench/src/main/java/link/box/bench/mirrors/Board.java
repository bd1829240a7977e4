package link.box.bench.mirrors;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Where it stands what Boxes have announced. */
interface Board {
    /**
     * One Box's announcement.
     *
     * @param seq grows with each
     * @param names those that lead home, in the order to try
     */
    record Entry(long seq, List<String> names) {
    }

    /** @return by the Box's id */
    Map<String, Entry> read() throws IOException, InterruptedException;
}
