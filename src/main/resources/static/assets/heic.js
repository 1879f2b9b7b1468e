/* A worker: opens a HEIC photo where the browser cannot. Takes the file's bytes, gives its pixels, upright. */
"use strict";

importScripts("../vendor/libheif-js/libheif.js");

onmessage = async (event) => {
	try {
		const images = new (libheif().HeifDecoder)().decode(event.data);
		const image = images.find((one) => one.is_primary()) ?? images[0];
		const width = image.get_width();
		const height = image.get_height();
		const data = new Uint8ClampedArray(width * height * 4);
		const shown = await new Promise((done) => image.display({ data, width, height }, done));
		if (!shown) {
			throw new Error("cannot be decoded");
		}
		postMessage({ data, width, height }, [data.buffer]);
	} catch {
		postMessage(null);
	}
};
