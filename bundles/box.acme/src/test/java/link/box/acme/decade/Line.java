package link.box.acme.decade;

import java.io.IOException;

/** From a Box to its world: a line of words each way, in the same process or between two. */
@FunctionalInterface
interface Line {
    /** @return the answer; what goes wrong with the line itself is thrown */
    String ask(String words) throws IOException;
}
