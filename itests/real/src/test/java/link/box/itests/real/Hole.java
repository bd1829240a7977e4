package link.box.itests.real;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A firewall that swallows what goes to an address of loopback or comes from there, and says nothing. */
final class Hole implements AutoCloseable {
    private static final String[] TABLE = {"table", "inet", "hole"};

    private Hole() {
    }

    /** Skips the test, loudly, where there may be none. */
    static void need() throws IOException, InterruptedException {
        Labs.need("nft");
        boolean may = nft("add", TABLE);
        if (!may) {
            System.out.println("SKIPPED: a black hole takes the right to change firewall rules");
        }
        Assumptions.assumeTrue(may, "the right to change firewall rules is missing");
        nft("delete", TABLE);
    }

    static Hole around(String address) throws IOException, InterruptedException {
        Hole hole = new Hole();
        nft("add", TABLE);
        nft("add", "chain", "inet", "hole", "out", "{ type filter hook output priority 0; }");
        nft("add", "rule", "inet", "hole", "out", "ip", "daddr", address, "drop");
        nft("add", "rule", "inet", "hole", "out", "ip", "saddr", address, "drop");
        return hole;
    }

    private static boolean nft(String verb, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("nft", verb));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        nft("delete", TABLE);
    }
}
