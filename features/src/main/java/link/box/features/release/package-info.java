/** The vendor's tool: makes releases of images, signs them, and says what a Box would make of them (docs/releases.md). */
package link.box.features.release;
