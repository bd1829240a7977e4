package link.box.mdns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** A responder without a network: remembers what it was told, and is renamed when the test says so. */
final class FakeResponder implements Responder {
    final InetAddress address;
    final List<Offer> told = new ArrayList<>();
    String host;
    boolean closed;
    boolean left;

    FakeResponder(InetAddress address, String label) {
        this.address = address;
        this.host = label + ".local";
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public void tell(Offer offer) {
        if (told.isEmpty() || !last().equals(offer)) {
            told.add(offer);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void leave() {
        left = true;
    }

    Offer last() {
        return told.get(told.size() - 1);
    }
}
