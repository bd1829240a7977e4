package link.box.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class Ipv6AddressesTest {
    private static final String LINK_LOCAL = "fe8000000000000000fc00fffe000001 04 40 20 80     eth0";
    private static final String STABLE = "20010db8000000000000000000000002 04 40 00 00     eth0";
    private static final String TEMPORARY = "20010db8000000000000000000000003 04 40 00 01     eth0";
    private static final String DEPRECATED = "20010db8000000000000000000000004 04 40 00 20     eth0";
    private static final String TENTATIVE = "20010db8000000000000000000000005 04 40 00 40     eth0";
    private static final String UNIQUE_LOCAL = "fd000000000000000000000000000002 04 40 00 82     eth0";
    private static final String ELSEWHERE = "fd000000000000000000000000000009 05 40 00 82     eth1";

    @Test
    void only_what_lasts_and_leads_here_counts_and_unique_local_comes_first() {
        List<String> table = List.of(LINK_LOCAL, STABLE, TEMPORARY, DEPRECATED, TENTATIVE, UNIQUE_LOCAL, ELSEWHERE);
        List<String> found = Ipv6Addresses.lasting(table, "eth0").stream()
                .map(each -> each.address().getHostAddress() + "/" + each.prefixLength()).toList();
        assertEquals(List.of("fd00:0:0:0:0:0:0:2/64", "2001:db8:0:0:0:0:0:2/64"), found);
    }
}
