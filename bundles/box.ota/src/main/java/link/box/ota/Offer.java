package link.box.ota;

import link.box.common.release.Release;

/**
 * A release that may be taken.
 *
 * @param release what it says
 * @param document as it was signed
 */
record Offer(Release release, byte[] document) {
    long sequence() {
        return release.sequence();
    }
}
