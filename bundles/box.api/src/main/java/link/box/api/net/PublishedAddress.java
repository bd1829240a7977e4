package link.box.api.net;

import java.net.InetAddress;
import java.util.List;

/**
 * The zone has acknowledged that these names lead to this address: a fact until the address changes.
 *
 * @param address the address in the records
 * @param main the main name
 * @param local the name that follows the main one
 * @param mirrors further names of the same address, in the order to try
 */
public record PublishedAddress(InetAddress address, String main, String local, List<String> mirrors) {
    public PublishedAddress {
        mirrors = List.copyOf(mirrors);
    }
}
