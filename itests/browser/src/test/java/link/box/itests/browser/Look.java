package link.box.itests.browser;

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

    /** @return whether the documentation keeps pictures of it */
    boolean isKept() {
        return this == PHONE_LIGHT || this == DESKTOP_DARK;
    }

    @Override
    public String toString() {
        return width + "x" + height + "-" + scheme;
    }
}
