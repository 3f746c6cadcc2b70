// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { defineConfig } from "vite";

// What goes into the bundle, whose licences ask that their notice goes with it.
const bundled = ["d3-array", "d3-geo", "internmap", "preact", "topojson-client", "uplot", "world-atlas"];
const notice = bundled.map((name) => `${name}\n\n${readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim()}`).join("\n\n----\n\n");
const licences = {
  name: "licences",
  enforce: "post",
  generateBundle(options, bundle) {
    bundle["app.js"].code = `/*!\nHas in it, besides Communique's own (Apache-2.0):\n\n${notice}\n*/\n${bundle["app.js"].code}`;
  },
};

const jsx = { runtime: "automatic", importSource: "preact" };

// Fixed names, as the program has them built in (src/server/assets.c).
export default defineConfig({
  plugins: [licences],
  oxc: { jsx },
  optimizeDeps: { rolldownOptions: { transform: { jsx } } },
  build: {
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      output: {
        entryFileNames: "app.js",
        chunkFileNames: "[name].js",
        assetFileNames: (asset) => (asset.names?.[0]?.endsWith(".css") ? "app.css" : "[name][extname]"),
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8484" } },
});
