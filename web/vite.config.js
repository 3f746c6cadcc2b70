// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "vite";

// Fixed names, as the program has them built in (src/server/assets.c).
export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
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
