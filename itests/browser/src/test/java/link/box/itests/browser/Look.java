package link.box.itests.browser;

import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A screen and a colour scheme. Set through the browser's own protocol, since its windows are never narrower than 500 pixels. */
enum Look {
    PHONE_LIGHT(360, 740, "light"), PHONE_DARK(360, 740, "dark"), DESKTOP_LIGHT(1280, 800, "light"), DESKTOP_DARK(1280, 800, "dark");

    private final int width;
    private final int height;
    private final String scheme;

    Look(int width, int height, String scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    void put(Chrome chrome) {
        chrome.cdp("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", height > width));
        chrome.cdp("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** @return the page as it is now, in its whole length */
    byte[] picture(Chrome chrome) {
        Object length = chrome.script("return Math.max(document.documentElement.scrollHeight, innerHeight)");
        Map<String, Object> whole = Map.of("x", 0, "y", 0, "width", width, "height", length, "scale", 1);
        Object data = chrome.cdp("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", whole)).get("data");
        return Base64.getDecoder().decode((String) data);
    }

    /** @return whether the documentation keeps pictures of it */
    boolean isKept() {
        return this == PHONE_LIGHT || this == PHONE_DARK;
    }

    @Override
    public String toString() {
        return width + "x" + height + "-" + scheme;
    }
}
