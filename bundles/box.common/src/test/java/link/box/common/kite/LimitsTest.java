package link.box.common.kite;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LimitsTest {
    /** Memory is counted in these. */
    private static final int BLOCK = 1 << 14;

    @Test
    void what_all_streams_of_a_Box_send_beyond_their_credit_fits_into_what_a_frontend_keeps() {
        for (int streams = 1; streams <= 256; streams++) {
            long each = (Limits.window(streams) + Limits.chunk(streams) + BLOCK - 1) / BLOCK * BLOCK;
            Limits frontend = Limits.ofFrontend(streams);
            assertTrue(each <= frontend.keptPerStream(), streams + " streams keep " + each + " bytes each");
            assertTrue(streams * each <= frontend.keptInAll(), streams + " streams keep " + streams * each + " bytes");
        }
    }
}
