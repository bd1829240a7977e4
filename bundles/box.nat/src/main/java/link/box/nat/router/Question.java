package link.box.nat.router;

import java.io.IOException;
import java.net.Inet4Address;

/** A way to ask a router for its address outside that leaves nothing behind in it. */
public interface Question {
    /** What it is called, for people. */
    String protocol();

    /** Blocks until the deadline at most. A failure says in words what the router did instead of telling. */
    Inet4Address ask(Router router, Deadline deadline) throws IOException;
}
